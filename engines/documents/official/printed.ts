import { getDocumentProxy } from 'unpdf';

/** A printed line: text, baseline from the top of the paper and extent, in millimetres. */
export interface PrintedLine {
  text: string;
  y: number;
  left: number;
  right: number;
  size: number;
}

const toMm = (points: number): number => (points / 72) * 25.4;

/** The lines of each page as a PDF reader sees them. */
export async function printedPages(pdf: Uint8Array): Promise<PrintedLine[][]> {
  const file = await getDocumentProxy(new Uint8Array(pdf));
  const pages: PrintedLine[][] = [];
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const height = page.getViewport({ scale: 1 }).height;
    const { items } = await page.getTextContent();
    const lines = new Map<number, PrintedLine>();
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [, , , size = 0, x = 0, up = 0] = item.transform as number[];
      const y = Math.round(toMm(height - up) * 100) / 100;
      const line = lines.get(y) ?? { text: '', y, left: Infinity, right: 0, size };
      line.text += item.str;
      line.left = Math.min(line.left, toMm(x));
      line.right = Math.max(line.right, toMm(x + item.width));
      lines.set(y, line);
    }
    pages.push([...lines.values()].sort((a, b) => a.y - b.y));
  }
  return pages;
}
