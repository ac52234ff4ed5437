/** Writes outlines as community/picture/pack.ts reads them: operations, x and y in streams of their own. */

const OP = { move: 0, line: 1, quad: 2, quadOn: 3, vertical: 4, horizontal: 5, end: 6, cubic: 7, colour: 8 };

export class Stream {
	bytes = [];
	unsigned(value) {
		for (let rest = value; ; rest >>>= 7) {
			if (rest < 128) return void this.bytes.push(rest);
			this.bytes.push((rest & 127) | 128);
		}
	}
	signed(value) {
		this.unsigned((value << 1) ^ (value >> 31));
	}
}

export class OutlineWriter {
	ops = new Stream();
	xs = new Stream();
	ys = new Stream();
	colours = new Stream();
	#x = 0;
	#y = 0;
	#start = [0, 0];

	begin() {
		this.#x = 0;
		this.#y = 0;
	}

	end() {
		this.ops.bytes.push(OP.end);
	}

	colour(index) {
		this.ops.bytes.push(OP.colour);
		this.colours.unsigned(index);
	}

	/** @param commands [letter, ...coordinates], absolute, letters M L Q C Z, coordinates still unrounded */
	path(commands, scale) {
		const round = (value) => Math.round(value * scale);
		commands.forEach(([letter, ...numbers], index) => {
			if (letter === 'Z') return;
			const points = [];
			for (let at = 0; at < numbers.length; at += 2) points.push([round(numbers[at]), round(numbers[at + 1])]);
			const next = commands[index + 1];
			if (letter === 'M') this.#start = points[0];
			if (letter === 'Q' && next?.[0] === 'Q' && isBetween(numbers, next))
				return this.#emit(OP.quadOn, points.slice(0, 1));
			if (letter === 'L') {
				const [x, y] = points[0];
				const closes = (next === undefined || next[0] === 'Z') && x === this.#start[0] && y === this.#start[1];
				if (closes || (x === this.#x && y === this.#y)) return;
				return this.#emit(x === this.#x ? OP.vertical : y === this.#y ? OP.horizontal : OP.line, points);
			}
			this.#emit({ M: OP.move, Q: OP.quad, C: OP.cubic }[letter], points);
		});
	}

	#emit(op, points) {
		this.ops.bytes.push(op);
		for (const [x, y] of points) {
			if (op !== OP.vertical) this.xs.signed(x - this.#x);
			if (op !== OP.horizontal) this.ys.signed(y - this.#y);
			[this.#x, this.#y] = [x, y];
		}
	}
}

/** TrueType leaves out a point that lies half-way between two control points; so do we. */
function isBetween([controlX, controlY, x, y], [, nextX, nextY]) {
	return Math.abs((controlX + nextX) / 2 - x) <= 1 && Math.abs((controlY + nextY) / 2 - y) <= 1;
}
