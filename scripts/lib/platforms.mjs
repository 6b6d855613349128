/** What a package is made for: VS Code's name of the platform and .NET's. */
export const targets = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-arm64": "osx-arm64",
  "win32-x64": "win-x64",
};

/** The program's file name on a target. */
export const programName = (target) => (target.startsWith("win32") ? "onus.exe" : "onus");
