/** Bytes of the blocks in which rows are handed on. */
const BLOCK = 1 << 20;

/**
 * Rows as bytes, gathered into large blocks. A block that is handed on belongs to its taker; rows are never
 * cut, so that each block is whole rows.
 *
 * Who writes a row asks for {@link room} once, puts bytes from `at` on, and closes it with {@link endRow}.
 */
export class RowBuffer {
  bytes: Uint8Array = new Uint8Array(BLOCK);
  /** the same bytes, to be written by more than one at a time */
  view: DataView = viewOf(this.bytes);
  /** where the row under way begins */
  at = 0;
  /** where the last finished row begins */
  lastRow = 0;
  private readonly onBlock: (block: Uint8Array) => void;
  private readonly spare: () => Uint8Array | undefined;

  /** @param spare  a block that its taker is done with, to be written anew; by default none */
  constructor(onBlock: (block: Uint8Array) => void, spare: () => Uint8Array | undefined = () => undefined) {
    this.onBlock = onBlock;
    this.spare = spare;
  }

  /** Makes room for a row of so many bytes. */
  room(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    this.flush();
    if (length > this.bytes.length) this.use(new Uint8Array(length));
  }

  /** Closes the row under way, which ends before `to`. */
  endRow(to: number): void {
    this.lastRow = this.at;
    this.at = to;
  }

  /** Hands on all finished rows. */
  flush(): void {
    if (this.at === 0) return;
    this.onBlock(this.bytes.subarray(0, this.at));
    const next = this.spare();
    this.use(next !== undefined && next.length >= BLOCK ? next : new Uint8Array(BLOCK));
    this.at = 0;
    this.lastRow = 0;
  }

  private use(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.view = viewOf(bytes);
  }
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
