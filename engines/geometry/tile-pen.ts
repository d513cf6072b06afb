import { TileBytes } from './tile-bytes.ts';

const MOVE_ONE = 9;
const CLOSE = 15;
const MOVE = 1;
const DRAW = 2;

/** The commands of one feature, written as they are drawn; positions follow each other through all of its paths. */
export class TilePen {
  readonly commands = new TileBytes();
  #x = 0;
  #y = 0;

  clear(): void {
    this.commands.clear();
    this.#x = 0;
    this.#y = 0;
  }

  get isEmpty(): boolean {
    return this.commands.length === 0;
  }

  points(path: ArrayLike<number>, count: number): void {
    this.commands.reserve(10 * count + 5);
    this.commands.varint((count << 3) | MOVE);
    for (let i = 0; i < count; i++) this.#to(path[2 * i]!, path[2 * i + 1]!);
  }

  /** From the first point through the others; a ring goes back to it by itself. */
  draw(path: ArrayLike<number>, count: number, isRing: boolean): void {
    this.commands.reserve(10 * count + 15);
    this.commands.varint(MOVE_ONE);
    this.#to(path[0]!, path[1]!);
    this.commands.varint(((count - 1) << 3) | DRAW);
    for (let i = 1; i < count; i++) this.#to(path[2 * i]!, path[2 * i + 1]!);
    if (isRing) this.commands.varint(CLOSE);
  }

  #to(x: number, y: number): void {
    this.commands.signed(x - this.#x);
    this.commands.signed(y - this.#y);
    this.#x = x;
    this.#y = y;
  }
}
