import type { Scope } from './schema';

/** Binds queries to the connection that they run on. */
export function binder(scope: Scope) {
	return <A extends unknown[], R>(query: (scope: Scope, ...rest: A) => R) =>
		(...rest: A): R =>
			query(scope, ...rest);
}
