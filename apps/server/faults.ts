import { defineFaults } from '@quantu/base';

export const serverFault = defineFaults({
  'request.field': { status: 400, text: '{sentence}' },
  'request.parameter': { status: 400, text: '没有“{name}”这个参数{known}' },
  'request.json': { status: 400, text: '请求内容不是完整的 JSON' },
  'request.form': { status: 400, text: '上传的内容不完整或格式不对（应为 multipart/form-data），请重新上传' },
  'request.type': { status: 415, text: '不支持的请求类型“{type}”' },
  'request.too-large': { status: 413, text: '请求内容超过 {limit} 的上限' },
  'request.head': { status: 431, text: '网址或请求头太长，服务器没有读：筛选条件或勾选的项目太多，请减少后再试' },
  'request.too-many': { status: 429, text: '操作过于频繁，请在 {seconds} 秒后再试' },
  'request.no-route': { status: 404, text: '没有这个地址：{path}' },
  'request.broken': { status: 400, text: '请求不完整或格式不对' },
  'server.error': { status: 500, text: '程序出错，操作没有完成；请把请求编号 {request} 告诉维护人员' },
  'server.disk-full': { status: 507, text: '磁盘已满，这次的内容没有保存，请清理磁盘后再试' },
  'server.no-pages': { status: 503, text: '网页还没有构建，请先运行 npm start；接口 /api 可用' },
  'server.port-taken': { status: 500, text: '端口 {port} 已被其他程序占用，请用 --port 换一个' },
  'server.address': { status: 500, text: '不能在 {host}:{port} 上提供服务（{reason}）' },
});
