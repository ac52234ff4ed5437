/** Who brought whom. */
export interface InvitedBy {
	inviterId: string;
	memberId: string;
}

export interface InvitationCount {
	/** Members invited in person. */
	direct: number;
	/** Those and everybody whom they brought, and so on. */
	total: number;
}

/** Who invited each member: one inviter for everybody, and no circles. */
export type InviterOf = ReadonlyMap<string, string>;

/** The root of a member's tree, with the way there shortened for the next time. */
function findRoot(roots: Map<string, string>, memberId: string): string {
	let root = memberId;
	for (let up = roots.get(root); up !== undefined; up = roots.get(root)) root = up;
	for (let at = memberId; at !== root;) {
		const up = roots.get(at) ?? root;
		roots.set(at, root);
		at = up;
	}
	return root;
}

/**
 * Who invited whom, from what was recorded in the order of time. The first inviter counts; what would
 * close a circle (a member who left, and came back by somebody brought in since) is left out.
 */
export function inviters(edges: readonly InvitedBy[]): InviterOf {
	const inviterOf = new Map<string, string>();
	const roots = new Map<string, string>();
	for (const { inviterId, memberId } of edges) {
		if (inviterOf.has(memberId)) continue;
		const root = findRoot(roots, inviterId);
		if (root === memberId) continue;
		inviterOf.set(memberId, inviterId);
		roots.set(memberId, root);
	}
	return inviterOf;
}

/** The inviter, the inviter's inviter, and so on up to the root; stops where a circle begins. */
export function pathToRoot(memberId: string, inviterOf: InviterOf): string[] {
	const path: string[] = [];
	const seen = new Set([memberId]);
	for (let up = inviterOf.get(memberId); up !== undefined && !seen.has(up); up = inviterOf.get(up)) {
		path.push(up);
		seen.add(up);
	}
	return path;
}

/**
 * How many members everybody has brought. Takes time in proportion to the members, however deep the
 * tree is.
 *
 * @param inviterOf as `inviters` gives it; members of a circle count nobody beyond it
 */
export function countInvited(inviterOf: InviterOf): Map<string, InvitationCount> {
	const counts = new Map<string, InvitationCount>();
	const open = new Map<string, number>();
	for (const [memberId, inviterId] of inviterOf) {
		for (const id of [memberId, inviterId]) if (!counts.has(id)) counts.set(id, { direct: 0, total: 0 });
		open.set(inviterId, (open.get(inviterId) ?? 0) + 1);
	}
	const done = [...counts.keys()].filter((id) => !open.has(id));
	for (let memberId = done.pop(); memberId !== undefined; memberId = done.pop()) {
		const inviterId = inviterOf.get(memberId);
		const inviter = inviterId === undefined ? undefined : counts.get(inviterId);
		if (inviterId === undefined || inviter === undefined) continue;
		inviter.direct += 1;
		inviter.total += 1 + (counts.get(memberId)?.total ?? 0);
		const left = (open.get(inviterId) ?? 0) - 1;
		open.set(inviterId, left);
		if (left === 0) done.push(inviterId);
	}
	return counts;
}
