import { binder } from './bind';
import { lastGreetingAt, markGreeted, queueGreeting, waitingGreetings } from './queries/greetings';
import { keepRitualMessages, pruneRitualMessages, unsentRitualMessages } from './queries/ritual-messages';
import { duePlans, insertPlan, planOf, setPlan, stopPlan } from './queries/ritual-plans';
import { countRituals, countRitualSteps } from './queries/ritual-report';
import { getRitualFacts, ritualsOf, setRitualFacts } from './queries/ritual-facts';
import { lockRitual } from './queries/rituals';
import type { Scope } from './schema';
import type { RitualTransaction } from './types';

/** What a transaction may do for Welcome Ritual, bound to the connection that it runs on. */
export function ritualTransaction(scope: Scope): RitualTransaction {
	const bound = binder(scope);
	return {
		ritualsOf: bound(ritualsOf),
		getRitualFacts: bound(getRitualFacts),
		setRitualFacts: bound(setRitualFacts),
		lockRitual: bound(lockRitual),
		insertPlan: bound(insertPlan),
		setPlan: bound(setPlan),
		planOf: bound(planOf),
		duePlans: bound(duePlans),
		stopPlan: bound(stopPlan),
		queueGreeting: bound(queueGreeting),
		waitingGreetings: bound(waitingGreetings),
		lastGreetingAt: bound(lastGreetingAt),
		markGreeted: bound(markGreeted),
		keepRitualMessages: bound(keepRitualMessages),
		unsentRitualMessages: bound(unsentRitualMessages),
		pruneRitualMessages: bound(pruneRitualMessages),
		countRituals: bound(countRituals),
		countRitualSteps: bound(countRitualSteps),
	};
}
