/**
 * Splines of a drawing that say only through which points they go: which curve that is every program answers for
 * itself, so that GDAL passes them over without a word. Give it the drawing's text piece by piece, then `finish`.
 */
export class FitSplines {
  count = 0;
  #rest = '';
  /** The group code that the next line belongs to; null: the next line is a code. */
  #code: string | null = null;
  #isSpline = false;
  #controls = 0;
  #fits = 0;

  take(text: string): void {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line.trim());
  }

  finish(): number {
    this.take('\n');
    this.#entityEnds();
    return this.count;
  }

  #line(line: string): void {
    if (this.#code === null) {
      this.#code = line;
      return;
    }
    if (this.#code === '0') {
      this.#entityEnds();
      this.#isSpline = line === 'SPLINE';
    } else if (this.#isSpline && this.#code === '10') this.#controls++;
    else if (this.#isSpline && this.#code === '11') this.#fits++;
    this.#code = null;
  }

  #entityEnds(): void {
    if (this.#isSpline && this.#controls === 0 && this.#fits > 0) this.count++;
    this.#isSpline = false;
    this.#controls = this.#fits = 0;
  }
}
