import { defineFaults } from '@quantu/base';

export const homeFault = defineFaults({
  'home.another': {
    status: 422,
    text: '“{name}”不是送出去的那份报告：两者的正文只有 {percent}% 相同，请检查是否选错了文件',
  },
});
