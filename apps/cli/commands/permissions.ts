import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Matrix } from '@quantu/people';
import { matrixFile } from '@quantu/people/server';
import { programMatrix } from '@quantu/server';
import { parse, printJson, say, UsageError, type Command } from '../command.ts';

const OPTIONS = { json: { type: 'boolean' }, xlsx: { type: 'string' }, role: { type: 'string' } } as const;

export const permissions: Command = {
  usage: 'permissions [--role 角色] [--json] [--xlsx 文件]',
  summary: '权限矩阵：各角色可以用哪些接口、在台账里可以做什么',
  async run(args) {
    const { values } = parse(args, OPTIONS);
    const matrix = programMatrix();
    const role = matrix.roles.find(({ key }) => key === values.role);
    if (values.role !== undefined && !role) {
      throw new UsageError(`没有角色 ${values.role}，可用的有 ${matrix.roles.map(({ key }) => key).join('、')}`);
    }
    if (values.xlsx !== undefined) return save(matrix, values.xlsx);
    if (values.json) return printJson(matrix);
    for (const { key, label } of role ? [role] : matrix.roles) show(matrix, key, label);
  },
};

async function save(matrix: Matrix, path: string): Promise<void> {
  const { bytes } = await matrixFile(matrix);
  await pipeline(bytes instanceof Uint8Array ? Readable.from([bytes]) : bytes, createWriteStream(path));
  say(`权限矩阵已写入 ${path}`);
}

/** What one role may do, a line each. */
function show({ routes, registers }: Matrix, key: string, label: string): void {
  say(`${label}（${key}）`);
  for (const { label: register, fieldLabel, right, cells } of registers) {
    const cell = cells[key];
    if (!cell || cell.mark === 'no') continue;
    const condition = cell.mark === 'some' ? `：${cell.text}` : '';
    say(`  ${register}${fieldLabel === null ? '' : `·${fieldLabel}`}\t${right}${condition}`);
  }
  const open = routes.filter(({ cells, access }) => access !== 'anyone' && cells[key]?.mark === 'yes');
  say(`  可用接口 ${open.length} 个`);
}
