interface Position {
    readonly line: number;
    readonly character: number;
}

export function applyEdits(text: string, edits: readonly { range: { start: Position; end: Position }; newText: string }[]): string;
export function diffLines(before: string, after: string, around?: number): string[];
