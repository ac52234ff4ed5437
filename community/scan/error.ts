/** A setting of the scan that cannot be used. */
export class ScanError extends Error {
	constructor(
		message: string,
		/** How to mend it. */
		readonly hint: string,
		/** Path of the setting, e.g. `patterns.0.pattern`. */
		readonly field: string,
	) {
		super(message);
		this.name = 'ScanError';
	}
}
