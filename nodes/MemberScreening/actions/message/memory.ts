import type { Lesson } from '../../../../community/scan/lessons';
import type { ScanPolicy } from '../../../../community/scan/policy';
import type { Strike } from '../../../../community/scan/strikes';
import { type NotedMessage, RecentWindow } from '../../../../community/scan/window';
import type { Subject } from '../../../../community/subject';
import type { RecentMessageRow, StoreTransaction } from '../../../../store/types';
import { readPages } from '../../../shared/paging';

/** Messages of the group, and of one member, that a new one is compared with. */
const WINDOW = 500;
const OWN = 100;
/** Lessons of a community that are looked at, the newest. */
const LESSONS = 1000;
/** Old messages that one execution forgets. */
const FORGOTTEN_AT_ONCE = 1000;
const DAY_MS = 86_400_000;
/** After so many half-lives a strike weighs next to nothing. */
const HALF_LIVES = 8;
const MOST_STRIKES = 500;

export interface MemberMemory {
	memberId: string;
	/** The member's own recent messages, the newest last. */
	own: NotedMessage[];
	strikes?: Strike[];
}

export interface CommunityMemory {
	window: RecentWindow;
	members: Map<string, MemberMemory>;
	lessons?: Lesson[];
}

/**
 * What a batch knows of its communities, read once in each transaction and kept up to date by the messages that it
 * judges itself. So a batch of any size asks for it once, and every message is compared with a bounded number of others.
 */
export class ScanMemory {
	private readonly communities = new Map<string, CommunityMemory>();

	constructor(
		private readonly tx: StoreTransaction,
		private readonly now: string,
	) {}

	/** Forgets what was read, after work was rolled back. */
	forget(): void {
		this.communities.clear();
	}

	/** @param at when the message was sent, milliseconds since 1970 */
	async community({ community, member }: Subject, policy: ScanPolicy, at: number): Promise<CommunityMemory> {
		const { communityId, groupId, name } = community;
		const known = this.communities.get(communityId);
		if (known !== undefined) return known;
		await this.tx.ensureCommunity({ communityId, platform: member.platform, groupId, name, at: this.now });
		const old = new Date(Math.min(at, Date.parse(this.now)) - lookBackMs(policy) - DAY_MS).toISOString();
		await this.tx.pruneRecentMessages(communityId, old, FORGOTTEN_AT_ONCE);
		const window = new RecentWindow(WINDOW);
		const recent = await this.tx.recentMessages({ communityId, since: since(policy, at) }, WINDOW);
		for (const row of recent.reverse()) window.add(notedOf(row));
		const memory = { window, members: new Map<string, MemberMemory>() };
		this.communities.set(communityId, memory);
		return memory;
	}

	async member(memory: CommunityMemory, subject: Subject, policy: ScanPolicy, at: number): Promise<MemberMemory> {
		const { communityId } = subject.community;
		const { platform, platformMemberId, name, language } = subject.member;
		const key = `${platform}\0${platformMemberId}`;
		const known = memory.members.get(key);
		if (known !== undefined) return known;
		const seen = { communityId, platform, platformMemberId, name, language, at: this.now };
		const { memberId } = await this.tx.ensureMember(seen);
		const recent = await this.tx.recentMessages({ communityId, memberId, since: since(policy, at) }, OWN);
		const member = { memberId, own: recent.reverse().map(notedOf) };
		memory.members.set(key, member);
		return member;
	}

	/** What undos taught in the community. */
	async lessons(memory: CommunityMemory, communityId: string): Promise<Lesson[]> {
		return (memory.lessons ??= await this.tx.listForgiven(communityId, LESSONS));
	}

	/** The member's strikes that stand and still weigh something. */
	async strikes(member: MemberMemory, communityId: string, at: number, halfLifeDays: number): Promise<Strike[]> {
		return (member.strikes ??= await standingStrikes(this.tx, communityId, member.memberId, at, halfLifeDays));
	}

	/** Remembers a message that was judged. */
	note(memory: CommunityMemory, member: MemberMemory, message: NotedMessage, policy: ScanPolicy): void {
		memory.window.add(message);
		const oldest = message.at - lookBackMs(policy);
		member.own = [...member.own, message].filter(({ at }) => at >= oldest).slice(-OWN);
	}
}

async function standingStrikes(
	tx: StoreTransaction,
	communityId: string,
	memberId: string,
	at: number,
	halfLifeDays: number,
): Promise<Strike[]> {
	const from = new Date(Math.max(0, at - HALF_LIVES * halfLifeDays * DAY_MS)).toISOString();
	const filter = { communityId, memberId, since: from, undone: false };
	const rows = await readPages(
		MOST_STRIKES,
		(page) => tx.listStrikes(filter, page),
		(row) => `${row.at}|${row.strikeId}`,
	);
	return rows.map(({ strikeId, points, at: given }) => ({ id: strikeId, points, at: Date.parse(given) }));
}

const lookBackMs = ({ repetition, flood }: ScanPolicy): number =>
	Math.max(repetition.windowSeconds, flood.seconds) * 1000;

const since = (policy: ScanPolicy, at: number): string => new Date(Math.max(0, at - lookBackMs(policy))).toISOString();

function notedOf({ messageId, memberId, at, fingerprint, simhash, length }: RecentMessageRow): NotedMessage {
	return { key: messageId, memberId, at: Date.parse(at), exact: fingerprint, simhash, length };
}
