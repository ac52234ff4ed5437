import { DomainError } from '../domain-error';
import { parseWith } from '../parse';
import { conditionSchema, SEGMENT_LIMITS, segmentSchema, type Segment, type SegmentCondition } from './condition';

/**
 * A condition as an operator wrote it, with the defaults filled in.
 *
 * @throws DomainError naming the path of what is wrong, or saying which limit is passed
 */
export function parseCondition(value: unknown): SegmentCondition {
	checkLimits(value);
	return parseWith(conditionSchema, value, 'condition');
}

/** @throws DomainError as `parseCondition` does */
export function parseSegment(value: unknown): Segment {
	checkLimits((value as { condition?: unknown } | null | undefined)?.condition);
	return parseWith(segmentSchema, value, 'segment');
}

/**
 * Counts before anything looks inside, level by level: what is too deep would overflow the stack of a recursion.
 *
 * @throws DomainError saying which limit is passed
 */
export function checkLimits(condition: unknown): void {
	let level: unknown[] = [condition];
	let conditions = 0;
	for (let depth = 1; level.length > 0; depth++) {
		conditions += level.length;
		if (depth > SEGMENT_LIMITS.depth) refuse('is nested', SEGMENT_LIMITS.depth, 'levels deep');
		if (conditions > SEGMENT_LIMITS.conditions) refuse('has', SEGMENT_LIMITS.conditions, 'parts');
		level = level.flatMap(partsOf);
	}
}

function partsOf(condition: unknown): unknown[] {
	if (typeof condition !== 'object' || condition === null || !('of' in condition)) return [];
	return Array.isArray(condition.of) ? (condition.of as unknown[]) : [condition.of];
}

function refuse(what: string, most: number, unit: string): never {
	throw new DomainError(
		`The condition ${what} more than ${most} ${unit}`,
		'Write it shorter, or make a tag by rule for a part of it and ask for the tag.',
		'condition',
	);
}
