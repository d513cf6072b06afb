const WIDTH = 30;

/** A bar on standard error, when that is a terminal; otherwise nothing. */
export function progressBar(): { show(fraction: number, text: string): void; end(): void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => undefined, end: () => undefined };
  let isShown = false;
  return {
    show(fraction, text) {
      isShown = true;
      const done = Math.round(Math.min(fraction, 1) * WIDTH);
      stderr.write(`\r\u001b[K${'█'.repeat(done)}${'░'.repeat(WIDTH - done)} ${text}`);
    },
    end() {
      if (isShown) stderr.write('\r\u001b[K');
      isShown = false;
    },
  };
}
