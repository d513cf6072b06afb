const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant as the office reads it, in China's time: 2024年7月10日 09:12. */
export function moment(instant: string): string {
  const parts = new Map(clock.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  const at = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return `${at('year')}年${at('month')}月${at('day')}日 ${at('hour')}:${at('minute')}`;
}
