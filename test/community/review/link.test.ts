import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { DomainError } from '../../../community/domain-error';

import { signReviewLink, verifyReviewLink } from '../../../community/review/link';

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
const LINK = { communityId: '设计师社群|-1001', reviewerId: '42', expiresAt: '2026-03-21T04:20:00.000Z' };
const BEFORE = '2026-03-21T04:19:59.999Z';

/** Made by another program: Python's hmac, hashlib and base64 over the same payload. */
const VECTOR =
	'r1.eyJjIjoi6K6-6K6h5biI56S-576kfC0xMDAxIiwiciI6IjQyIiwiZSI6MTc3NDA2NjgwMH0.Ai946JpUOFrMapu9NubBCNyTF8Dgq7i8VrphgUOA3Eg';

const tokenOf = (payload: string, key: Uint8Array = KEY): string => {
	const body = `r1.${Buffer.from(payload).toString('base64url')}`;
	return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
};

describe('a review link', () => {
	test('is what another program computes', () => {
		expect(signReviewLink(LINK, KEY)).toBe(VECTOR);
		expect(verifyReviewLink(VECTOR, KEY, BEFORE)).toEqual({ valid: true, ...LINK });
	});

	test('is good until the last moment', () => {
		expect(verifyReviewLink(VECTOR, KEY, LINK.expiresAt)).toEqual({ valid: false, reason: 'expired' });
		expect(verifyReviewLink(VECTOR, KEY, 'no clock')).toEqual({ valid: false, reason: 'expired' });
	});

	test('fits into an address as it is, and says whose it was', () => {
		const names = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
		const seconds = fc.integer({ min: 1, max: 4_000_000_000 });
		fc.assert(
			fc.property(names, names, seconds, (communityId, reviewerId, expiry) => {
				const expiresAt = new Date(expiry * 1000).toISOString();
				const token = signReviewLink({ communityId, reviewerId, expiresAt }, KEY);
				expect(encodeURIComponent(token)).toBe(token);
				const now = new Date(expiry * 1000 - 1).toISOString();
				expect(verifyReviewLink(token, KEY, now)).toEqual({ valid: true, communityId, reviewerId, expiresAt });
			}),
		);
	});

	test('opens nothing once any character is changed', () => {
		const alphabet = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ');
		const places = fc.integer({ min: 0, max: VECTOR.length - 1 });
		fc.assert(
			fc.property(places, fc.constantFrom(...alphabet), (place, character) => {
				fc.pre(VECTOR[place] !== character);
				const changed = VECTOR.slice(0, place) + character + VECTOR.slice(place + 1);
				expect(verifyReviewLink(changed, KEY, BEFORE).valid).toBe(false);
			}),
			{ numRuns: 500 },
		);
	});

	test('of another key is forged, also when it has expired', () => {
		const other = Uint8Array.from({ length: 32 }, () => 7);
		const token = signReviewLink(LINK, other);
		expect(verifyReviewLink(token, KEY, BEFORE)).toEqual({ valid: false, reason: 'forged' });
		expect(verifyReviewLink(token, KEY, '2030-01-01T00:00:00Z')).toEqual({ valid: false, reason: 'forged' });
	});

	test.each([
		[''],
		['r1'],
		['r1..'],
		[VECTOR.replace('r1.', 'r2.')],
		[`${VECTOR}.x`],
		[`${VECTOR}=`],
		[VECTOR.slice(0, -1)],
		['r1.'.padEnd(5000, 'A')],
		[tokenOf('no JSON')],
		[tokenOf('{"c":"a","r":"b"}')],
		[tokenOf('{"c":"a","r":"b","e":1.5}')],
		[tokenOf('{"c":"a","r":"b","e":1,"x":1}')],
		[tokenOf('{"c":"","r":"b","e":1}')],
	])('%s is malformed', (token) => {
		expect(verifyReviewLink(token, KEY, BEFORE)).toEqual({ valid: false, reason: 'malformed' });
	});

	test.each([
		[{ ...LINK, expiresAt: 'tomorrow' }, KEY],
		[{ ...LINK, communityId: '' }, KEY],
		[{ ...LINK, reviewerId: 'x'.repeat(3000) }, KEY],
		[LINK, KEY.slice(1)],
	])('is not made of %j', (link, key) => {
		expect(() => signReviewLink(link, key)).toThrow(DomainError);
	});

	test('is not looked at with a short key', () => {
		expect(() => verifyReviewLink(VECTOR, new Uint8Array(0), BEFORE)).toThrow(DomainError);
	});
});
