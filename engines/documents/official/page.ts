/**
 * The page of GB/T 9704-2012, in points unless said. Both typesetters take every measure from here.
 */
export const mm = (length: number): number => (length * 72) / 25.4;

/** Type area 156 × 225 mm at 28 mm from the left and 37 mm from the top; 22 lines of 28 characters. */
export const typeArea = { left: mm(28), top: mm(37), width: mm(156), height: mm(225), lines: 22, characters: 28 };

/** One line of the grid: 10.227 mm. */
export const pitch = typeArea.height / typeArea.lines;

/** Sizes the standard names by number. */
export const size = { no2: 22, no3: 16, no4: 14, small4: 12, no5: 10.5, small5: 9 };

/**
 * 28 characters of 16 pt are 158 mm; they fit into 156 mm when each gives up 0.21 pt. Word counts in twentieths of a
 * point and indents the first line by two untracked characters, so that 0.25 pt is what makes both formats break lines
 * alike; justification gives the rest back.
 */
export const tracking = -0.25;

/** First-line indent: two characters as Word reckons them. */
export const indent = 2 * size.no3;

/** From the top of a grid line to the baseline of 3号 type: its face then begins within 1 mm of the type area's edge. */
export const ascent = 16.9;

/** A title line of 2号 stands 1¼ grid lines high; what is missing to a whole number is added under the last one. */
export function titleRows(lines: number): { pitch: number; after: number } {
  const each = lines > 1 ? 1.25 * pitch : pitch;
  const whole = Math.ceil((lines * each) / pitch - 1e-6) * pitch;
  return { pitch: each, after: whole - lines * each };
}
