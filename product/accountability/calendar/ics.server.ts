import { addDays, parseDay } from '@quantu/base';
import { DEADLINE_KINDS, type Deadline } from './contract.ts';

const LINE_BYTES = 75;

/**
 * Deadlines as RFC 5545: an event a day, with a reminder three days before for what is still to be done. Equal deadlines
 * give equal text, so that a calendar that is read again changes nothing.
 *
 * @param origin where the pages are, `https://host`; `stamp`: the time it is made, `20261123T090000Z`.
 */
export function icsOf(
  deadlines: readonly Deadline[],
  { district, origin, name, stamp }: { district: string; origin: string; name: string; stamp: string },
): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//quantu//accountability//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    ...deadlines.flatMap((deadline) => eventLines(deadline, district, origin, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map(folded).join('\r\n') + '\r\n';
}

function eventLines(deadline: Deadline, district: string, origin: string, stamp: string): string[] {
  const { kind, register, record, title, of, unit, on, reason, isDone, isProvisional } = deadline;
  const day = parseDay(on)!;
  const said = [of, unit, reason, isProvisional ? '放假安排尚未公布，可能变动' : ''].filter((part) => part !== '');
  const url = `${origin}/d/${district}/registers/${register}/${record}`;
  return [
    'BEGIN:VEVENT',
    `UID:${kind}-${record}@${district}.quantu`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${escaped(`${isDone ? '✓ ' : ''}［${DEADLINE_KINDS[kind]}］${title}`)}`,
    ...(said.length > 0 ? [`DESCRIPTION:${escaped(said.join('\n'))}`] : []),
    `URL:${url}`,
    'TRANSP:TRANSPARENT',
    ...(isDone
      ? []
      : ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(title)}`, 'TRIGGER:-P3D', 'END:VALARM']),
    'END:VEVENT',
  ];
}

const compact = (day: string): string => day.replaceAll('-', '');

const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    // No control character may stand in a calendar; a tab is one.
    .replace(/\p{Cc}/gu, ' ');

/** Lines of at most 75 bytes, never broken within a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > LINE_BYTES) {
      parts.push(part);
      part = ' ';
      bytes = 1;
    }
    part += character;
    bytes += size;
  }
  return [...parts, part].join('\r\n');
}
