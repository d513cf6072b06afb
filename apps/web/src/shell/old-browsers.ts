/**
 * What the build cannot translate for Chromium 87 to 96 (360 browsers on office computers): four library functions.
 * Assigned only where they are missing.
 */
export function missing(target: object, name: string, value: (...args: never[]) => unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

function at<Item>(this: ArrayLike<Item>, index: number): Item | undefined {
  return this[index < 0 ? this.length + index : index];
}

function findLast<Item>(this: readonly Item[], test: (item: Item, index: number) => boolean): Item | undefined {
  for (let i = this.length - 1; i >= 0; i--) {
    const item = this[i];
    if (item !== undefined && test(item, i)) return item;
  }
  return undefined;
}

missing(Array.prototype, 'at', at);
missing(String.prototype, 'at', at);
missing(Array.prototype, 'findLast', findLast);
missing(Object, 'hasOwn', (target: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(target, key));
