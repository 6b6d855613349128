// npm run test:client: the client's parts that need no window.
import { main, Failure } from "./lib/run.mjs";
import { ensureTools } from "./lib/needs.mjs";
import { testClient } from "./lib/tests.mjs";

await main(async () => {
  ensureTools();
  const { failed } = await testClient();
  if (failed) throw new Failure(`${failed} failed`);
});
