import { binder } from './bind';
import { placeOnBoard, pointsLeaderboard } from './queries/points-leaderboard';
import { allPoints, bookedOnDay, getPoints, listPoints, personPoints, pointsAt, pointsHolders } from './queries/points';
import { getPolicy, savePolicy } from './queries/policies';
import { addBite, listBites, listPondPlaces, placesOf, pondMembers, savePlace } from './queries/ponds';
import { classifyScores, saveScore, scoresOf } from './queries/scores';
import { countSegment, getSegment, listSegments, saveSegment, segmentMembers } from './queries/segments';
import { segmentFacts } from './queries/segments/facts';
import { tierFacts } from './queries/tier-facts';
import { addGrant, getTier, listGrants, listTiers, saveTiers } from './queries/tiers';
import type { Scope } from './schema';
import type { StandingTransaction } from './types';

/** What a transaction may do about points, tiers, scores, segments and ponds, bound to its connection. */
export function standingTransaction(scope: Scope): StandingTransaction {
	const bound = binder(scope);
	return {
		bookedOnDay: bound(bookedOnDay),
		getPoints: bound(getPoints),
		pointsAt: bound(pointsAt),
		listPoints: bound(listPoints),
		allPoints: bound(allPoints),
		personPoints: bound(personPoints),
		pointsHolders: bound(pointsHolders),
		pointsLeaderboard: bound(pointsLeaderboard),
		placeOnBoard: bound(placeOnBoard),
		savePolicy: bound(savePolicy),
		getPolicy: bound(getPolicy),
		scoresOf: bound(scoresOf),
		saveScore: bound(saveScore),
		classifyScores: bound(classifyScores),
		tierFacts: bound(tierFacts),
		saveTiers: bound(saveTiers),
		getTier: bound(getTier),
		listTiers: bound(listTiers),
		addGrant: bound(addGrant),
		listGrants: (communityId, memberIds) => listGrants(scope, communityId, memberIds),
		saveSegment: bound(saveSegment),
		getSegment: bound(getSegment),
		listSegments: bound(listSegments),
		countSegment: bound(countSegment),
		segmentMembers: bound(segmentMembers),
		segmentFacts: bound(segmentFacts),
		addBite: bound(addBite),
		listBites: bound(listBites),
		placesOf: bound(placesOf),
		savePlace: bound(savePlace),
		pondMembers: bound(pondMembers),
		listPondPlaces: bound(listPondPlaces),
	};
}
