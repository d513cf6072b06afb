/** What was once found by reading all of a file, by what it is about; makes it when it is not known. */
export type Remember = <T>(about: string, find: () => Promise<T>) => Promise<T>;

const MOST = 200;

/**
 * What has been found in files whose content never changes, such as those of a store: counts, boxes and columns of a
 * layer cost reading all of it, and an import needs them in every step.
 */
export class FileMemory {
  readonly #found = new Map<string, unknown>();

  of(file: string): Remember {
    return async <T>(about: string, find: () => Promise<T>): Promise<T> => {
      const key = `${file}\n${about}`;
      if (!this.#found.has(key)) {
        const found = await find();
        if (this.#found.size >= MOST) this.#found.delete(this.#found.keys().next().value!);
        this.#found.set(key, found);
      }
      // What is kept under a key was made for the same question.
      return this.#found.get(key) as T;
    };
  }
}

/** For files that are read once. */
export const forgetful: Remember = (_, find) => find();
