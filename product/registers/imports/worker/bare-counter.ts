import { cellText, type Cell } from '@quantu/tables';

const BARE = /^[-+]?[\d,，]*\.?\d+$/;

/** Counts the numbers of a column that say no unit; of shares only those that may be a share or a percentage. */
export class BareCounter {
  readonly #isShare: boolean;
  count = 0;
  example = '';

  constructor(isShare: boolean) {
    this.#isShare = isShare;
  }

  look(cell: Cell): void {
    const number = numberOf(cell);
    if (number === 0 || Number.isNaN(number) || (this.#isShare && Math.abs(number) > 1)) return;
    if (this.count++ === 0) this.example = cellText(cell).trim();
  }
}

function numberOf(cell: Cell): number {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'string') return BARE.test(cell.trim()) ? Number(cell.replace(/[,，\s]/g, '')) : Number.NaN;
  return typeof cell === 'object' && cell?.is === 'number' && cell.unit === undefined ? cell.value : Number.NaN;
}
