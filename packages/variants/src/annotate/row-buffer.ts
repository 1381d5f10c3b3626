/** Bytes of the blocks in which rows are handed on. */
const BLOCK = 1 << 20;

const letters = new TextEncoder();

/**
 * Rows as bytes, gathered into large blocks. A block that is handed on belongs to its taker; rows are never
 * cut, so that each block is whole rows.
 */
export class RowBuffer {
  bytes: Uint8Array = new Uint8Array(BLOCK);
  /** where the next byte goes */
  at = 0;
  /** where the row under way begins */
  rowFrom = 0;
  private readonly onBlock: (block: Uint8Array) => void;

  constructor(onBlock: (block: Uint8Array) => void) {
    this.onBlock = onBlock;
  }

  /** Makes room for so many more bytes; hands the finished rows on where the block is full. */
  need(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    const begun = this.bytes.subarray(this.rowFrom, this.at);
    const next = new Uint8Array(Math.max(BLOCK, 2 * (begun.length + length)));
    next.set(begun);
    if (this.rowFrom > 0) this.onBlock(this.bytes.subarray(0, this.rowFrom));
    this.bytes = next;
    this.at = begun.length;
    this.rowFrom = 0;
  }

  /** Closes the row under way; at half a block the rows are handed on. */
  endRow(): void {
    this.rowFrom = this.at;
    if (this.at > BLOCK - (BLOCK >> 2)) this.flush();
  }

  /** Forgets the row under way. */
  dropRow(): void {
    this.at = this.rowFrom;
  }

  /** Hands on all finished rows. */
  flush(): void {
    if (this.rowFrom === 0) return;
    const begun = this.bytes.subarray(this.rowFrom, this.at);
    const next = new Uint8Array(Math.max(BLOCK, 2 * begun.length));
    next.set(begun);
    this.onBlock(this.bytes.subarray(0, this.rowFrom));
    this.bytes = next;
    this.at = begun.length;
    this.rowFrom = 0;
  }

  byte(value: number): void {
    this.need(1);
    this.bytes[this.at] = value;
    this.at += 1;
  }

  copy(source: Uint8Array, from: number, to: number): void {
    const length = to - from;
    this.need(length);
    const { bytes, at } = this;
    // a call of `set` costs as much as some sixty single bytes
    if (length > 64) bytes.set(source.subarray(from, to), at);
    else for (let each = 0; each < length; each += 1) bytes[at + each] = source[from + each] as number;
    this.at = at + length;
  }

  text(value: string): void {
    this.need(3 * value.length);
    this.at += letters.encodeInto(value, this.bytes.subarray(this.at)).written;
  }

  /** A whole number, not negative. */
  integer(value: number): void {
    this.need(20);
    let digits = 1;
    for (let rest = value; rest >= 10; rest /= 10) digits += 1;
    let rest = value;
    for (let place = this.at + digits - 1; place >= this.at; place -= 1) {
      const tenth = Math.floor(rest / 10);
      this.bytes[place] = 48 + rest - 10 * tenth;
      rest = tenth;
    }
    this.at += digits;
  }

  /** A fraction from 0 to 1 with up to six decimals, without trailing zeros. */
  fraction(value: number): void {
    const millionths = Math.round(value * 1e6);
    if (millionths % 1e6 === 0) {
      this.integer(millionths / 1e6);
      return;
    }
    this.need(9);
    this.byte(48);
    this.byte(46);
    let rest = millionths;
    for (let unit = 1e5; rest > 0; unit /= 10) {
      const digit = Math.floor(rest / unit);
      this.byte(48 + digit);
      rest -= digit * unit;
    }
  }
}
