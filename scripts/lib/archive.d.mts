export interface Entry {
    mode: number;
    read(): Buffer;
}
export function readZip(bytes: Buffer): Map<string, Entry>;
export function platformOf(program: Buffer): string | undefined;
export function isSigned(program: Buffer): boolean;
export function faultsOf(entries: Map<string, Entry>, target: string): string[];
