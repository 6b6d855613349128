import tseslint from "typescript-eslint";

const clientMayImport = ["vscode", "vscode-languageclient/node", "node:path"];

export default tseslint.config(
  { ignores: ["dist/**", "artifacts/**", "node_modules/**", "lsp-server/**", "tests/Onus.*/**"] },
  {
    files: ["vscode-client/**/*.ts", "tests/client/**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "vscode-client/tsconfig.json", tsconfigRootDir: import.meta.dirname } },
  },
  {
    // The client starts, stops and tells; it reads no template and knows no rule.
    files: ["vscode-client/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { patterns: [{ regex: `^(?!\\.{1,2}/|(${clientMayImport.join("|")})$)`, message: `The client imports only ${clientMayImport.join(", ")}.` }] },
      ],
      "@typescript-eslint/no-invalid-void-type": "off",
    },
  },
  {
    // node's test runner returns promises that it waits for itself.
    files: ["tests/client/**/*.ts"],
    rules: { "@typescript-eslint/no-floating-promises": "off" },
  },
  {
    files: ["**/*.mjs"],
    extends: [...tseslint.configs.recommended],
  },
);
