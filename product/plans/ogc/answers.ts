import type { FileAnswer } from '@quantu/people/server';

/** A JSON document of the interface. */
export function jsonAnswer(
  body: unknown,
  type = 'application/json',
  headers: Readonly<Record<string, string>> = {},
): FileAnswer {
  const bytes = Buffer.from(JSON.stringify(body));
  return {
    name: 'answer.json',
    type: `${type}; charset=utf-8`,
    bytes,
    isShown: true,
    cacheControl: 'private, no-cache',
    headers,
  };
}

export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
  readonly title?: string;
  readonly templated?: true;
}

export const link = (href: string, rel: string, title?: string, type = 'application/json'): Link => ({
  href,
  rel,
  type,
  ...(title === undefined ? {} : { title }),
});
