import { defineFaults } from '@quantu/base';

export const reminderFault = defineFaults({
  'reminder.no-host': { status: 422, text: '启用邮件要填邮件服务器地址' },
  'reminder.email': { status: 422, text: '“{email}”不是邮箱地址，应写成 name@example.gov.cn' },
  'reminder.url': { status: 422, text: '“{url}”不是网址，应以 http:// 或 https:// 开头' },
});
