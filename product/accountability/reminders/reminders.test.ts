import { createHmac } from 'node:crypto';
import { createServer as createHttp, type Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { addDays, type Day } from '@quantu/base';
import { createAccount } from '@quantu/people/server';
import { TEST_DISTRICT } from '@quantu/store/testing';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inDays, Loop, today } from '../loop.testing.ts';
import { noticeOn } from './due.ts';
import { askToSend, queueDigests, REMINDER_JOB, reminderJob } from './outbox.server.ts';
import { remindToday } from './remind.server.ts';
import { changeSettings, settingsView } from './settings.server.ts';

const owed = (dueOn: Day) => ({ unit: 'u', register: 'review-task', record: 'r', title: '措施', dueOn });

test('it is told 15, 7 and 3 days before, on the day, and daily after it; at no other time', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 60 }), (left) => {
      const told = noticeOn(owed(addDays(today, left)), today);
      expect(told !== null).toBe(left < 0 || [15, 7, 3, 0].includes(left));
    }),
  );
  expect(noticeOn(owed(addDays(today, -2)), today)?.text).toBe(`“措施”已逾期 2 天（期限 ${addDays(today, -2)}）`);
});

/** A mail server that keeps letters, or refuses recipients. */
class MailBox {
  readonly letters: string[] = [];
  refuses = false;
  readonly server: Server;

  constructor() {
    this.server = createServer((socket) => {
      let letter: string | null = null;
      let rest = '';
      socket.on('error', () => undefined);
      socket.write('220 test\r\n');
      socket.on('data', (chunk) => {
        rest += chunk.toString('utf8');
        for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
          const line = rest.slice(0, end);
          rest = rest.slice(end + 2);
          if (letter !== null) {
            if (line !== '.') letter += `${line}\n`;
            else {
              this.letters.push(letter);
              letter = null;
              socket.write('250 kept\r\n');
            }
          } else if (/^(EHLO|HELO|MAIL|RSET|NOOP)/i.test(line)) socket.write('250 ok\r\n');
          else if (/^RCPT/i.test(line)) socket.write(this.refuses ? '550 no\r\n' : '250 ok\r\n');
          else if (/^DATA/i.test(line)) {
            letter = '';
            socket.write('354 go\r\n');
          } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
          else socket.write('500 what\r\n');
        }
      });
    });
  }
}

const listening = (server: Server | HttpServer): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

let loop: Loop;
const box = new MailBox();
const pushed: { body: string; signature: string }[] = [];
const hook = createHttp((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
  request.on('end', () => {
    pushed.push({ body, signature: String(request.headers['x-quantu-signature']) });
    response.end('ok');
  });
});
let wish: Parameters<typeof changeSettings>[3];
beforeAll(async () => {
  loop = await Loop.open();
  const [smtpPort, port] = await Promise.all([listening(box.server), listening(hook)]);
  wish = {
    mailOn: true,
    smtpHost: '127.0.0.1',
    smtpPort,
    smtpTls: 'none',
    smtpUser: '',
    smtpFrom: 'quantu@example.test',
    webhookOn: true,
    webhookUrl: `http://127.0.0.1:${port}/hook`,
    webhookSecret: '一把密钥',
    site: 'https://quantu.example.test',
  };
});
afterAll(async () => {
  box.server.close();
  hook.close();
  await loop.store.close();
});

/** Runs the sending job as a runner would. */
const send = () =>
  reminderJob(loop.store)({ district: TEST_DISTRICT, signal: new AbortController().signal } as Parameters<
    ReturnType<typeof reminderJob>
  >[0]);
const outbox = async () => {
  const db = loop.store.read(TEST_DISTRICT);
  return db
    .selectFrom('reminder_outbox')
    .select(['channel', 'state', 'attempts', 'error'])
    .orderBy('channel')
    .execute();
};
const makeDue = () =>
  loop.store.unrecorded(TEST_DISTRICT, (db) => sql`update reminder_outbox set next_at = '2020-01-01'`.execute(db));

test('one digest a person and day by mail and webhook, put back with a sentence when the server refuses, never twice', async () => {
  const { store, organisations } = loop;
  const { congress, government, housing } = organisations;
  const head = { committee: congress, office: government, session: '会议', deliberatedOn: inDays(-100) };
  const opinion = await loop.make('review-opinion', { code: '提-1', title: '提醒', ...head });
  const item = await loop.make('review-item', { opinion, number: '1', matter: '事项', lead: housing });
  const steps = {
    submit: {},
    sign: {},
    adopt: { number: '1号', adoptedOn: inDays(-60) },
    deliver: { deliveredOn: inDays(-60) },
    accept: {},
  };
  for (const [step, given] of Object.entries(steps)) await loop.step('review-opinion', opinion, step, 'program', given);
  for (const at of [1, 2])
    await loop.make('review-task', { item, number: String(at), measure: `措施${at}`, lead: housing, dueOn: inDays(7) });
  await loop.step('review-opinion', opinion, 'decompose', 'program');
  await loop.step('review-opinion', opinion, 'approve', 'program');
  const where = { district: TEST_DISTRICT, organisation: housing };
  await createAccount(store, 'system', {
    name: '住建员',
    password: '海风-吹过-2024-港湾',
    role: 'department-clerk',
    ...where,
  });
  // Of the same unit, but not for the government: what it owes is none of their business.
  for (const [name, role] of [
    ['住建代表', 'congress-member'],
    ['住建企业', 'enterprise'],
  ] as const)
    await createAccount(store, 'system', { name, password: '海风-吹过-2024-港湾', role, ...where });
  await store.transact({ district: TEST_DISTRICT, actor: '住建员', action: 'reminder.address' }, (tx) =>
    tx
      .insertInto('reminder_address')
      .values(['住建员', '住建代表', '住建企业'].map((account) => ({ account, email: 'zj@example.test' })))
      .execute(),
  );
  // Off until somebody sets it up: told in the product, nothing goes out.
  await remindToday(store, TEST_DISTRICT);
  await remindToday(store, TEST_DISTRICT);
  const { rows } = await sql<{ text: string }>`select text from reminder_notice order by text`.execute(
    store.read(TEST_DISTRICT),
  );
  expect(rows.map(({ text }) => text)).toEqual([1, 2].map((at) => `“措施${at}”还有 7 天到期（${inDays(7)}）`));
  expect(await outbox()).toEqual([]);
  // Set up: the secret is sealed, and one of each goes out.
  await expect(changeSettings(store, TEST_DISTRICT, '管理员', { ...wish, smtpFrom: '无' })).rejects.toThrow(
    '不是邮箱地址',
  );
  await changeSettings(store, TEST_DISTRICT, '管理员', wish);
  const { rows: kept } = await sql<{ secret: string }>`select webhook_secret as secret from reminder_setting`.execute(
    store.read(TEST_DISTRICT),
  );
  expect(kept[0]!.secret).toMatch(/^sealed:/);
  await queueDigests(store, TEST_DISTRICT, today);
  await queueDigests(store, TEST_DISTRICT, today);
  expect(await outbox()).toHaveLength(2);
  await askToSend(store);
  const { rows: jobs } = await sql<{ kind: string }>`select kind from job where kind = ${REMINDER_JOB}`.execute(
    store.read(),
  );
  expect(jobs).toHaveLength(1);
  box.refuses = true;
  await send();
  expect(await outbox()).toMatchObject([
    { channel: 'mail', state: 'waiting', attempts: 1 },
    { channel: 'webhook', state: 'sent' },
  ]);
  expect((await settingsView(store, TEST_DISTRICT)).trouble).toMatch(/^邮件服务器 127\.0\.0\.1:\d+ /);
  // Not before its time, then once.
  box.refuses = false;
  await send();
  expect(box.letters).toHaveLength(0);
  await makeDue();
  await send();
  await makeDue();
  await send();
  expect(box.letters).toHaveLength(1);
  expect(box.letters[0]).toContain('zj@example.test');
  expect((await settingsView(store, TEST_DISTRICT)).trouble).toBe('');
  expect(pushed).toHaveLength(1);
  const [{ body, signature }] = pushed as [{ body: string; signature: string }];
  expect(JSON.parse(body)).toMatchObject({ district: TEST_DISTRICT, day: today });
  expect(signature).toBe(`sm3=${createHmac('sm3', '一把密钥').update(body).digest('hex')}`);
  expect(`${body}${box.letters[0]}`).not.toContain('一把密钥');
});
