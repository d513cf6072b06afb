import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { City } from './city.ts';

interface Answered {
  readonly data: Record<string, unknown> & { readonly id: string; readonly version: number };
}

/** What the page of the person who is signed in would send: for the tenth of ten steps that are all alike. */
export async function send(page: Page, city: City, method: string, path: string, body?: unknown): Promise<Answered> {
  const answer = await page.evaluate(
    async ([how, address, json]) => {
      const session = (await (await fetch('/api/session')).json()) as { data: { csrf: string } };
      const headers = { 'content-type': 'application/json', 'x-quantu-csrf': session.data.csrf };
      const got = await fetch(address!, { method: how!, headers, ...(json === '' ? {} : { body: json! }) });
      return { ok: got.ok, text: await got.text() };
    },
    [method, `/api/d/${city.district}/${path}`, body === undefined ? '' : JSON.stringify(body)],
  );
  expect([method, path, answer.ok ? '' : answer.text]).toEqual([method, path, '']);
  return JSON.parse(answer.text) as Answered;
}

/** A step of a record, by whoever the page belongs to. */
export async function step(
  page: Page,
  city: City,
  record: readonly [register: string, id: string],
  transition: string,
  values: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const path = `registers/${record[0]}/records/${record[1]}`;
  const { data } = await send(page, city, 'GET', path);
  await send(page, city, 'POST', `${path}/moves`, { version: data.version, transition, values });
}
