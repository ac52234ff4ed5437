import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { CommunityEvent } from '../../community/event';
import { onceAnswered, takeIn, type Call } from '../../nodes/CommunityTrigger/intake';
import { LIST_HEADER } from '../../nodes/shared/answer';
import { openStore, type CommunityStore } from '../../store';
import { exchange, type Exchange } from './support/exchange';

const exchanges: Exchange[] = [];
afterEach(async () => {
	for (const { close } of exchanges.splice(0)) await close();
});

async function opened(): Promise<Exchange> {
	const made = await exchange();
	exchanges.push(made);
	return made;
}

describe('what an execution answered', () => {
	it.each([
		[200, true],
		[409, false],
		[500, false],
	])('%i is success: %s', async (status, succeeded) => {
		const { response, answered } = await opened();
		const told = jest.fn();
		onceAnswered(response, told);
		response.statusCode = status;
		response.end('{}');
		await answered;
		expect(told.mock.calls).toEqual([[succeeded]]);
	});

	it.each([
		[200, true],
		[500, false],
	])('%i is success: %s, also when the caller has hung up before', async (status, succeeded) => {
		const { response, hangUp } = await opened();
		const told = jest.fn();
		onceAnswered(response, told);
		await hangUp();
		expect(told).not.toHaveBeenCalled();
		response.statusCode = status;
		response.end('{}');
		response.end();
		expect(told.mock.calls).toEqual([[succeeded]]);
	});
});

describe('calls that share an execution', () => {
	let folder: string;
	let store: CommunityStore;
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'shequn-intake-'));
		store = await openStore({ engine: 'embedded', file: join(folder, 'store.sqlite') });
	});
	afterEach(async () => {
		await store.close();
		rmSync(folder, { recursive: true });
	});

	const event = (eventId: string): CommunityEvent => ({
		v: 1,
		eventId,
		platform: 'shop',
		communityId: 'c1',
		memberId: `m-${eventId}`,
		memberName: '林晓雨 🌧',
		type: 'join_request',
		occurredAt: '2026-06-01T12:00:00Z',
		receivedAt: '2026-06-01T12:00:01Z',
		verified: true,
	});
	const call = ({ response }: Exchange, ...eventIds: string[]): Call => ({
		response,
		arrivals: eventIds.map((eventId) => ({ source: 'webhook:shop', event: event(eventId) })),
	});
	const take = (...calls: Call[]) =>
		takeIn(store, calls, (error) => {
			throw error;
		});
	const json = (response: Exchange['response'], status: number, body: object) => {
		const text = JSON.stringify(body);
		response.statusCode = status;
		response.setHeader('content-type', 'application/json; charset=utf-8');
		response.setHeader('content-length', Buffer.byteLength(text));
		response.end(text);
	};

	it('each get the entries about their own events', async () => {
		const [a, b, c] = [await opened(), await opened(), await opened()];
		const intake = await take(call(a, 'e1'), call(b, 'e2', 'e3'), call(c, 'e4'));
		expect(intake.turns.map(({ kind }) => kind)).toEqual(['start', 'wait', 'wait']);
		expect(intake.turns[0]).toMatchObject({ events: ['e1', 'e2', 'e3', 'e4'].map((eventId) => ({ eventId })) });
		a.response.setHeader(LIST_HEADER, 'decisions');
		json(a.response, 200, {
			decisions: ['e1', 'e2', 'e3'].map((eventId) => ({ eventId, decision: '通过 ✅' })),
		});
		await intake.over;
		expect(JSON.parse((await a.answered).body)).toEqual({ eventId: 'e1', decision: '通过 ✅' });
		expect(JSON.parse((await b.answered).body)).toEqual({
			decisions: ['e2', 'e3'].map((eventId) => ({ eventId, decision: '通过 ✅' })),
		});
		expect(await c.answered).toMatchObject({
			status: 200,
			body: '{"decisions":[]}',
			headers: { 'content-type': 'application/json; charset=utf-8' },
		});
		const again = await take(call(await opened(), 'e4'), call(await opened(), 'e1', 'e1'));
		expect(again.turns).toEqual([
			{ kind: 'duplicate', duplicates: 1 },
			{ kind: 'duplicate', duplicates: 2 },
		]);
	});

	it('all get what another node answered, also if the first has hung up', async () => {
		const [a, b] = [await opened(), await opened()];
		const { over } = await take(call(a, 'e1'), call(b, 'e2'));
		await a.hangUp();
		json(a.response, 202, { message: '收到' });
		await over;
		expect(await b.answered).toMatchObject({ status: 202, body: '{"message":"收到"}' });
	});

	it('all hear of a failure, and then each of them gets an execution of its own', async () => {
		const [a, b] = [await opened(), await opened()];
		const failing = await take(call(a, 'e1'), call(b, 'e2'));
		json(a.response, 500, { message: 'Error in workflow' });
		await failing.over;
		expect([(await a.answered).status, (await b.answered).status]).toEqual([500, 500]);
		const [again, fresh] = [await opened(), await opened()];
		const intake = await take(call(again, 'e1'), call(fresh, 'e3'), call(await opened(), 'e2'));
		expect(intake.turns).toMatchObject([
			{ kind: 'start', events: [{ eventId: 'e1' }] },
			{ kind: 'start', events: [{ eventId: 'e3' }] },
			{ kind: 'start', events: [{ eventId: 'e2' }] },
		]);
	});

	it('send away whoever brings an event that is being processed, and keep the rest of it for later', async () => {
		const running = await opened();
		const first = await take(call(running, 'e1'));
		const { turns } = await take(call(await opened(), 'e1', 'e2'), call(await opened(), 'e3'));
		expect(turns.map(({ kind }) => kind)).toEqual(['busy', 'start']);
		json(running.response, 200, {});
		await first.over;
		expect((await take(call(await opened(), 'e1', 'e2'))).turns).toMatchObject([
			{ kind: 'start', events: [{ eventId: 'e2' }] },
		]);
	});

	it('do not share one with a call whose event is called alike', async () => {
		const [a, b] = [await opened(), await opened()];
		const elsewhere = {
			...call(b, 'e1'),
			arrivals: [{ source: 'webhook:shop', event: { ...event('e1'), communityId: 'c2' } }],
		};
		const { turns, over } = await take(call(a, 'e1'), elsewhere);
		expect(turns.map(({ kind }) => kind)).toEqual(['start', 'start']);
		json(a.response, 200, { for: 'a' });
		json(b.response, 200, { for: 'b' });
		await over;
		expect((await b.answered).body).toBe('{"for":"b"}');
	});

	it('report an event that is given up', async () => {
		for (let attempt = 1; attempt <= 8; attempt += 1) {
			const one = await opened();
			const { over } = await take(call(one, 'e1'));
			json(one.response, 500, {});
			await over;
		}
		const reports: unknown[] = [];
		const { turns } = await takeIn(store, [call(await opened(), 'e1')], (error) => reports.push(error));
		expect(turns).toEqual([{ kind: 'duplicate', duplicates: 1 }]);
		expect(String(reports[0])).toMatch(/e1.*8/);
	});
});
