const PAIRS = new Map([
  ['“', '”'],
  ['‘', '’'],
  ['《', '》'],
  ['「', '」'],
  ['『', '』'],
]);

/**
 * Where a paragraph quotes or names a title: outermost pairs of marks, both marks inside the span. A mark that is
 * never closed in its paragraph quotes nothing, so one lost mark does not silence the rest.
 */
export function quoteSpans(text: string): [from: number, to: number][] {
  const spans: [from: number, to: number][] = [];
  const open: { close: string; at: number }[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    const close = PAIRS.get(char);
    if (close !== undefined) open.push({ close, at: i });
    else if (open.length > 0 && isClosing(char)) closeSpan(open, char, i, spans);
  }
  return outermost(spans);
}

/** Finds the quote around an index, for indices that mostly rise. */
export function quoteAround(text: string): (index: number) => [from: number, to: number] | null {
  const spans = quoteSpans(text);
  let cursor = 0;
  return (index) => {
    if (cursor > 0 && (spans[cursor - 1]?.[1] ?? -1) > index) cursor = 0;
    while (cursor < spans.length && spans[cursor]![1] < index) cursor++;
    const span = spans[cursor];
    return span !== undefined && span[0] < index && index < span[1] ? span : null;
  };
}

function isClosing(char: string): boolean {
  return char === '”' || char === '’' || char === '》' || char === '」' || char === '』';
}

/** Only the last few open marks are looked at: deeper nesting is not language, and the scan stays linear. */
function closeSpan(open: { close: string; at: number }[], char: string, at: number, spans: [number, number][]): void {
  for (let depth = 1; depth <= Math.min(3, open.length); depth++) {
    const mark = open[open.length - depth]!;
    if (mark.close !== char) continue;
    open.length -= depth;
    spans.push([mark.at, at]);
    return;
  }
}

function outermost(spans: [number, number][]): [number, number][] {
  const merged: [number, number][] = [];
  for (const span of spans.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last === undefined || span[0] > last[1]) merged.push(span);
    else if (span[1] > last[1]) last[1] = span[1];
  }
  return merged;
}
