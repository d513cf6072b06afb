import path from 'node:path';
import { readText, type Reading } from '@quantu/documents';
import { parse, printJson, say, type Command } from '../command.ts';
import { readInput } from '../input.ts';

export const read: Command = {
  usage: 'read 文件 [--json]',
  summary: '读一份公文（txt、docx、pdf）：结构、数字、实体、承诺、发现的问题',
  async run(args) {
    const { values, positionals } = parse(args, { json: { type: 'boolean' } }, { min: 1, max: 1 });
    const file = positionals[0]!;
    const bytes = await readInput(file);
    const { decodeFile } = await import('@quantu/documents/server');
    const source = await decodeFile(bytes, path.basename(file));
    for (const note of source.notes) process.stderr.write(`${note}\n`);
    const reading = readText(source.text);
    if (values.json) printJson(reading);
    else printReading(reading);
  },
};

function printReading(reading: Reading): void {
  const { document, sections, figures, entities, commitments, findings } = reading;
  say([document.title, document.number, document.issuer, document.dated].filter(Boolean).join('　'));
  for (const section of sections) {
    const own = figures.filter((figure) => figure.section === section.id);
    say(
      `${'  '.repeat(section.path.length)}${section.path.at(-1)} ${section.title}${own.length > 0 ? `　[数字 ${own.length}]` : ''}`,
    );
  }
  say(`\n数字 ${figures.length}`);
  for (const figure of figures) {
    say(
      `  ${figure.surface}\t${figure.value}${figure.value2 === null ? '' : `～${figure.value2}`} ${figure.unit}\t${figure.subject}`,
    );
  }
  say(`\n实体 ${entities.length}`);
  for (const entity of entities)
    say(`  ${entity.type}\t${entity.name}${entity.status === null ? '' : `\t${entity.status}`}`);
  say(`\n承诺 ${commitments.length}`);
  for (const commitment of commitments) {
    const parts = [commitment.owner ?? '无责任单位', commitment.due ?? '无时限', commitment.measure ?? '无量化目标'];
    say(`  ${commitment.verb}${commitment.object}\t${parts.join('，')}`);
  }
  say(`\n发现 ${findings.length}`);
  for (const finding of findings) say(`  ${{ error: '■', warn: '▲', info: '●' }[finding.severity]} ${finding.text}`);
}
