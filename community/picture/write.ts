import { emojiOf, wantsPicture } from './emoji';
import type { EmojiDrawing, Glyph, Outlines } from './pack';

/** One outline of a line of text; `x` and `scale` are in ems, so a size multiplies them. */
export type Piece = { x: number } & ({ kind: 'glyph'; glyph: Glyph } | { kind: 'emoji'; drawing: EmojiDrawing });

/** A line of text as outlines. */
export interface WrittenLine {
	pieces: Piece[];
	/** In ems. */
	width: number;
}

const clusters = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
/** How wide and how far below the line an emoji is. */
const EMOJI_WIDTH = 1.18;
const EMOJI_SIZE = 1.08;
/** More than two signs over one letter only serve to break out of the line. */
const MOST_MARKS = 2;

/** Halves of a surrogate pair stand for nothing; a sign that can be seen takes their place. */
export function wellFormed(text: string): string {
	return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** What one character, as a person counts them, is written with. */
interface Cluster {
	text: string;
	advance: number;
	pieces: Piece[];
}

function writeCluster(outlines: Outlines, text: string, bold: boolean): Cluster {
	const cluster: Cluster = { text, advance: 0, pieces: [] };
	if (wantsPicture(text) && writeEmoji(outlines, cluster, text)) return cluster;
	let marks = 0;
	for (const character of text.normalize('NFC')) {
		if (/\p{M}/u.test(character)) {
			marks += 1;
			if (marks <= MOST_MARKS) writeMark(outlines, cluster, character, bold);
		} else writeCharacter(outlines, cluster, character, bold);
	}
	return cluster;
}

function writeEmoji(outlines: Outlines, cluster: Cluster, text: string): boolean {
	const drawings = emojiOf(outlines, text);
	for (const drawing of drawings ?? []) {
		cluster.pieces.push({ kind: 'emoji', drawing, x: cluster.advance + (EMOJI_WIDTH - EMOJI_SIZE) / 2 });
		cluster.advance += EMOJI_WIDTH;
	}
	return drawings !== undefined;
}

/**
 * Writes a character with its own outline, or with what stands in for it: an equivalent (𝓐 as A), a
 * picture, the simplified form, Latin letters, and at last its number. Nothing is left out but what
 * has no shape, and nothing is an empty box.
 */
function writeCharacter(outlines: Outlines, cluster: Cluster, character: string, bold: boolean): void {
	const known = /\s/u.test(character) ? 0x20 : (character.codePointAt(0) ?? 0);
	const glyph = outlines.glyph(known, bold);
	if (glyph !== undefined) {
		writeGlyph(cluster, glyph);
		return;
	}
	if (INVISIBLE.test(character)) return;
	const equivalent = character.normalize('NFKC');
	if (equivalent !== character) {
		for (const one of equivalent) writeCharacter(outlines, cluster, one, bold);
		return;
	}
	if (writeEmoji(outlines, cluster, character)) return;
	const standIn = outlines.standIn(character) ?? `[${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}]`;
	for (const one of standIn) writeGlyph(cluster, outlines.glyph(one.codePointAt(0) ?? 0, bold));
}

function writeGlyph(cluster: Cluster, glyph: Glyph | undefined): void {
	if (glyph === undefined) return;
	if (glyph.path.length > 0) cluster.pieces.push({ kind: 'glyph', glyph, x: cluster.advance });
	cluster.advance += glyph.advance / glyph.units;
}

/** Sets an accent over the middle of the letter before it; one that has no outline is left out. */
function writeMark(outlines: Outlines, cluster: Cluster, mark: string, bold: boolean): void {
	const glyph = outlines.glyph(mark.codePointAt(0) ?? 0, bold);
	if (glyph === undefined || glyph.path.length === 0) return;
	const base = cluster.pieces.at(-1);
	const middle = base?.kind === 'glyph' ? base.x + centre(base.glyph) : cluster.advance / 2;
	cluster.pieces.push({ kind: 'glyph', glyph, x: middle - centre(glyph) });
}

/** Middle of the ink, in ems from where the glyph begins. */
function centre({ path, units }: Glyph): number {
	const xs = path.flatMap((segment) => (segment[0] === 'Z' ? [] : [segment[segment.length - 2] as number]));
	return (Math.min(...xs) + Math.max(...xs)) / 2 / units;
}

/**
 * Turns text into outlines, one line of it, left to right. Scripts that are written otherwise have
 * no outlines here and stand in Latin letters, so no reordering is needed.
 *
 * @param most widest that the line may be, in ems; what is longer is cut between characters as a
 * person counts them, and ends with an ellipsis
 */
export function writeLine(outlines: Outlines, text: string, { bold = false, most = Infinity } = {}): WrittenLine {
	const written: Cluster[] = [];
	// The ellipsis of a Chinese font stands in the middle of the line and is as wide as a character.
	const ellipsis = writeCluster(outlines, '...', bold);
	let width = 0;
	let cut = false;
	for (const { segment } of clusters.segment(wellFormed(text))) {
		const cluster = writeCluster(outlines, segment, bold);
		written.push(cluster);
		width += cluster.advance;
		if (width > most) {
			cut = true;
			break;
		}
	}
	if (cut) {
		while (written.length > 0 && width + ellipsis.advance > most) width -= written.pop()?.advance ?? 0;
		written.push(ellipsis);
	}
	const pieces: Piece[] = [];
	let x = 0;
	for (const cluster of written) {
		for (const piece of cluster.pieces) pieces.push({ ...piece, x: piece.x + x });
		x += cluster.advance;
	}
	return { pieces, width: x };
}

/** Side of an emoji, and how far its lower edge is below the line, in ems. */
export const EMOJI_BOX = { size: EMOJI_SIZE, below: 0.19 };
