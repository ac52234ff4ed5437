export function buildCommand(): string;
export function buildPage(): string;
export function buildVerifier(folder?: string): void;
