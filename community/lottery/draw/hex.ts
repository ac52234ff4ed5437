import { DomainError } from '../../domain-error';

/** Lower-case hex of exactly so many bytes. Upper case is refused, so that one value has one spelling. */
export function isHex(value: unknown, bytes: number): value is string {
	return typeof value === 'string' && value.length === bytes * 2 && /^[0-9a-f]*$/.test(value);
}

/** @throws DomainError saying how long the value is and how long it must be */
export function requireHex(value: unknown, bytes: number, field: string): string {
	if (isHex(value, bytes)) return value;
	const found = typeof value === 'string' ? `${String(value.length)} characters` : typeof value;
	throw new DomainError(
		`"${field}" must be ${String(bytes)} bytes, but is ${found}`,
		`Give "${field}" as ${String(bytes * 2)} characters of 0-9 and a-f, in lower case.`,
		field,
	);
}

/** @param hex as isHex accepts it */
export function bytesOf(hex: string): Uint8Array {
	return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
		Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
	);
}
