import { dayInChina, defineCodeSet, type Code, type CodeSet, type Day } from '@quantu/base';
import type { WriteDb } from '@quantu/store';
import { sql } from 'kysely';
import { codeFault } from '../code-faults.ts';
import { isTyped } from '../fields.ts';
import { codesOfVersions, codeVersions, type CodeVersion } from '../read/code-versions.server.ts';
import { columnOf, type Books } from '../register.ts';

export interface NewCodeVersion extends CodeSet {
  /** The first day on which it holds: today or later. */
  readonly from: Day;
}

/** Does a person ever choose from this set? One that only the program writes by is the program's. */
export function isChosenFrom({ registers }: Books, set: string): boolean {
  return usesOf(registers.all, set).some(({ field }) => isTyped(field));
}

function usesOf(registers: Books['registers']['all'], set: string) {
  return registers.flatMap((register) =>
    Object.entries(register.fields).flatMap(([name, field]) =>
      field.kind === 'code' && field.set === set ? [{ register, name, field }] : [],
    ),
  );
}

/**
 * Puts a district's version of a code set. A version that began before today stays as it was, as records were made by
 * it; of one that begins today no code can be taken out that a record has. A code that the new version leaves out is
 * closed from its first day: records keep it and its label.
 */
export async function putCodeVersion(tx: WriteDb, books: Books, wish: NewCodeVersion): Promise<void> {
  await sql`lock table code_version in share row exclusive mode`.execute(tx);
  const [today, before] = await versionsBefore(tx, books, wish.key);
  if (wish.from < today) throw codeFault('codes.past', { day: wish.from });
  const same = before.find(({ version }) => version === wish.version);
  if (same?.from === null) throw codeFault('codes.shipped', { version: wish.version });
  if (same && same.from < today) throw codeFault('codes.held', { version: wish.version, day: same.from });
  const sameDay = before.find(({ version, from }) => from === wish.from && version !== wish.version);
  if (sameDay) throw codeFault('codes.same-day', { version: sameDay.version, day: wish.from });
  checkCodes(wish);
  if (same) await checkKept(tx, books, before, same, wish.codes);
  await sql`insert into code_version (set_key, version, valid_from, label, source, codes)
    values (${wish.key}, ${wish.version}, ${wish.from}::date, ${wish.label}, ${wish.source},
      ${JSON.stringify(wish.codes)}::jsonb)
    on conflict (set_key, version) do update set valid_from = excluded.valid_from, label = excluded.label,
      source = excluded.source, codes = excluded.codes`.execute(tx);
  tx.audit({ after: { set: wish.key, version: wish.version, from: wish.from, codes: wish.codes.length } });
}

/** Takes back a version, as long as no day has begun on which it holds and no record has a code that only it knows. */
export async function removeCodeVersion(tx: WriteDb, books: Books, set: string, version: string): Promise<void> {
  await sql`lock table code_version in share row exclusive mode`.execute(tx);
  const [today, before] = await versionsBefore(tx, books, set);
  const found = before.find((one) => one.version === version);
  if (!found) throw codeFault('codes.unknown-version', { version });
  if (found.from === null) throw codeFault('codes.shipped', { version });
  if (found.from <= today) throw codeFault('codes.held', { version, day: found.from });
  await checkKept(tx, books, before, found, []);
  await sql`delete from code_version where set_key = ${set} and version = ${version}`.execute(tx);
  tx.audit({ before: { set, version, from: found.from } });
}

async function versionsBefore(tx: WriteDb, books: Books, set: string): Promise<[Day, readonly CodeVersion[]]> {
  const today = dayInChina(tx.at);
  const versions = (await codeVersions(tx, books, today)).filter(({ key }) => key === set);
  if (versions.length === 0) throw codeFault('codes.unknown', { set });
  if (!isChosenFrom(books, set)) throw codeFault('codes.of-program', { label: versions[0]!.label });
  return [today, versions];
}

function checkCodes(wish: NewCodeVersion): void {
  const seen = new Map<string, Code>();
  for (const code of wish.codes) {
    if (seen.has(code.code)) throw codeFault('codes.invalid', { text: `代码“${code.code}”写了两次` });
    if (code.from !== undefined && code.until !== undefined && code.until <= code.from) {
      throw codeFault('codes.invalid', { text: `“${code.label}”的停用日期不晚于启用日期` });
    }
    seen.set(code.code, code);
  }
  const orphan = wish.codes.find(({ parent }) => parent !== undefined && !seen.has(parent));
  if (orphan) {
    throw codeFault('codes.invalid', { text: `“${orphan.label}”的上级代码“${orphan.parent ?? ''}”不在这一版里` });
  }
  // Two open codes of one name: no import and no reader could tell them apart.
  const open = wish.codes.filter(({ until }) => until === undefined || until > wish.from);
  const twice = open.find(({ label }, at) => open.findIndex((other) => other.label === label) !== at);
  if (twice) throw codeFault('codes.invalid', { text: `两个在用的代码都叫“${twice.label}”` });
  try {
    defineCodeSet(wish);
  } catch {
    throw codeFault('codes.invalid', { text: '上级代码绕成了一圈' });
  }
}

/** No code that only the replaced version knows is lost while a record has it. */
async function checkKept(
  tx: WriteDb,
  books: Books,
  before: readonly CodeVersion[],
  replaced: CodeVersion,
  codes: readonly Code[],
): Promise<void> {
  const kept = codesOfVersions(before.filter((version) => version !== replaced));
  const lost = replaced.codes.filter(({ code }) => !kept.has(code) && codes.every((one) => one.code !== code));
  if (lost.length === 0) return;
  const names = lost.map(({ code }) => code);
  for (const { register, name } of usesOf(books.registers.all, replaced.key)) {
    const { rows } = await sql<{ code: string }>`
      select ${sql.ref(columnOf(name))} as code from ${sql.table(register.table)}
      where ${sql.ref(columnOf(name))} = any(${names}::text[]) limit 1`.execute(tx);
    const used = lost.find(({ code }) => code === rows[0]?.code);
    if (used) throw codeFault('codes.used', { code: used.label, register: register.label });
  }
}
