// Kysely names this entry in `exports`, which the classic CommonJS module resolution does not read.
declare module 'kysely/migration' {
	export * from 'kysely/dist/migration/index';
}
