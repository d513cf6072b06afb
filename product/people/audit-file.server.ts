import { Readable } from 'node:stream';
import { neutral } from '@quantu/tables';
import { writeWorkbook } from '@quantu/tables/server';
import { stringifyRow } from './csv.ts';
import type { FileAnswer } from './call.server.ts';
import type { AuditEntry } from './contract.ts';

const HEAD = ['序号', '时间（北京）', '操作人', '操作', '内容', '区划', '摘要（SM3）'];

type Chunks = AsyncIterable<readonly AuditEntry[]>;

function cellsOf({ number, at, actor, label, text, district, hash }: AuditEntry): string[] {
  return [String(number), inChina(at), actor, label, text, district ?? '', hash];
}

/** 2026-11-23 17:05:09, eight hours on. */
function inChina(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Rows go out as they are read. */
export function auditCsv(name: string, chunks: Chunks): FileAnswer {
  const lines = async function* () {
    yield `\uFEFF${stringifyRow(HEAD)}`;
    for await (const chunk of chunks) yield chunk.map((entry) => stringifyRow(cellsOf(entry))).join('');
  };
  return { name, type: 'text/csv; charset=utf-8', bytes: Readable.from(lines()) };
}

export function auditXlsx(name: string, chunks: Chunks): FileAnswer {
  const rows = async function* () {
    for await (const chunk of chunks) yield chunk.map((entry) => cellsOf(entry).map(neutral));
  };
  const sheet = { name: '操作记录', widths: [8, 20, 16, 16, 60, 10, 24], heads: [HEAD], rows: rows() };
  return { name, type: XLSX_TYPE, bytes: Readable.from(writeWorkbook(sheet), { objectMode: false }) };
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
