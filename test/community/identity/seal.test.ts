import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';
import { seal, sealKey, unseal } from '../../../community/identity/seal';

/** The bytes behind the key's name: IV, ciphertext, tag. */
const bytesOf = (sealed: string): string => Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('hex');

test('agrees with test case 14 of the GCM specification (McGrew and Viega)', () => {
	const key = { id: 'k', key: Buffer.alloc(32) };
	const sealed = seal('\0'.repeat(16), key, Buffer.alloc(12), '');
	expect(bytesOf(sealed)).toBe(
		'00'.repeat(12) + 'cea7403d4d606b6e074ec5d3baf39d18' + 'd0d1c8a799996bf0265b98b5d48ab919',
	);
});

test('derives the key by HKDF-SHA256 as RFC 5869 says', () => {
	const hmac = (key: Buffer, data: Buffer): Buffer => createHmac('sha256', key).update(data).digest();
	const extracted = hmac(Buffer.alloc(32), Buffer.from('一个密钥'));
	const expanded = hmac(extracted, Buffer.concat([Buffer.from('n8n-nodes-shequn member values v1'), Buffer.from([1])]));
	expect(sealKey('一个密钥').key).toEqual(expanded);
});

test('opens what it closed, where it belongs and nowhere else', () => {
	const key = sealKey('secret');
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array({ minLength: 12, maxLength: 12 }), (text, iv) => {
			const sealed = seal(text, key, Buffer.from(iv), 'here');
			expect(unseal(sealed, key, 'here')).toBe(text);
			expect(() => unseal(sealed, key, 'there')).toThrow(/damaged/);
		}),
	);
});

test('says which key is missing, and what is damaged', () => {
	const sealed = seal('x', sealKey('old'), Buffer.alloc(12), '');
	const { id } = sealKey('old');
	expect(() => unseal(sealed, sealKey('new'), '')).toThrow(new RegExp(`encrypted with the key ${id}`));
	const flipped = `${sealed.slice(0, -2)}${sealed.endsWith('AA') ? 'BB' : 'AA'}`;
	expect(() => unseal(flipped, sealKey('old'), '')).toThrow(DomainError);
	expect(() => unseal('v2.x.y', sealKey('old'), '')).toThrow(/damaged/);
});
