Console.Error.WriteLine("The protocol generator is not written yet."); return 2;
