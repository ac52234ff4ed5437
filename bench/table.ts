/** Rows under their heads, for the terminal: words to the left, figures to the right. */
export function aligned(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
	const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
	const isText = head.map((_name, column) => rows.every((row) => !/\d/.test(row[column] ?? '')));
	const line = (cells: readonly string[]): string =>
		cells
			.map((cell, column) =>
				isText[column] === true ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
			)
			.join('  ');
	return `\n${title}\n\n${[line(head), ...rows.map(line)].join('\n')}\n`;
}
