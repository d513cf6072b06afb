import { defineFaults } from '@quantu/base';

export const storeFault = defineFaults({
  'store.platform': {
    status: 500,
    text: '本机（{platform}）没有内置的 PostgreSQL，请设置 DATABASE_URL 指向一台 PostgreSQL 15 或更新的服务器',
  },
  'store.binaries': {
    status: 500,
    text: '内置的 PostgreSQL 无法运行（{reason}），请重新执行 npm install，或设置 DATABASE_URL',
  },
  'store.unreachable-directory': {
    status: 500,
    text: '数据库以用户 {user} 的身份运行，但它进不了目录 {directory}，请改用 --data 指定别处，或放开该目录的进入权限',
  },
  'store.directory': { status: 500, text: '数据目录 {directory} 不能使用（{reason}），请检查路径和权限' },
  'store.key-damaged': {
    status: 500,
    text: '密钥文件 {path} 已损坏，请放回另存的那一份；没有另存就把它移走再启动，已启用的动态口令和统一身份认证的客户端密钥须重新设置',
  },
  'store.key-unreadable': {
    status: 500,
    text: '密钥文件 {path} 不能读写（{reason}），请检查它的属主和权限（应为 0600）',
  },
  'store.owner': {
    status: 500,
    text: '数据目录 {directory} 属于用户 {owner}，当前用户 {user} 不能启动其中的数据库，请换回原来的用户，或更改目录的属主',
  },
  'store.locked': {
    status: 409,
    text: '数据目录 {directory} 正由另一个 quantu（进程 {pid}）使用，请先停止它，或换一个数据目录',
  },
  'store.foreign-cluster': {
    status: 409,
    text: '目录 {directory} 里的数据库正由别的程序（进程 {pid}）运行，请先停止它',
  },
  'store.cluster-version': {
    status: 500,
    text: '数据目录 {directory} 由 PostgreSQL {found} 建立，本程序用的是 {wanted}；请用 quantu upgrade 升级，或换回原来的程序版本',
  },
  'store.start-failed': { status: 500, text: '数据库没能启动：{reason}（日志在 {log}）' },
  'store.disk-full': { status: 507, text: '磁盘已满，这次的内容没有保存，请清理磁盘后再试' },
  'store.down': { status: 503, text: '数据库暂时中断，正在自动恢复；刚才的操作可能没有保存，请稍后刷新确认' },
  'store.busy': { status: 503, text: '同时有别人在修改同一批数据，这次没有保存，请再试一次' },
  'store.timeout': { status: 503, text: '这次查询超过了时限 {limit} 秒，已经停止，请缩小范围后再试' },
  'store.text': { status: 422, text: '文字里有数据库不能保存的字符（空字符或残缺的编码），请去掉后再提交' },
  'store.closed': { status: 503, text: '程序正在停止，请稍后再试' },
  'store.read-only': { status: 500, text: '只读连接上不能写入，请使用 transact' },
  'store.outside-transact': { status: 500, text: '表 {table} 只能在 transact 里改动' },
  'store.url': {
    status: 500,
    text: 'DATABASE_URL 不完整或不正确（{reason}），应形如 postgres://用户:密码@主机:5432/数据库',
  },
  'store.url-unreachable': { status: 500, text: '连不上 DATABASE_URL 指向的数据库 {server}：{reason}' },
  'store.url-version': {
    status: 500,
    text: 'DATABASE_URL 指向的 {server} 是 PostgreSQL {found}，需要 15 或更新的版本',
  },
  'store.url-encoding': {
    status: 500,
    text: '数据库 {server} 的编码是 {found}，需要 UTF8，请另建一个 UTF8 编码的数据库',
  },
  'store.url-rights': {
    status: 500,
    text: '用户 {user} 在数据库 {server} 里不能建立架构，请执行 GRANT CREATE ON DATABASE，或换一个用户',
  },
  'store.backdated': {
    status: 500,
    text: '区划 {district} 的改动不能记在 {at}：只有虚构的区划（代码 99 开头）可以补记过去的历史',
  },
  'store.district-code': { status: 422, text: '区划代码 {code} 不正确，应为 6 到 12 位数字' },
  'store.no-district': { status: 404, text: '没有代码为 {code} 的区划' },
  'store.district-exists': { status: 409, text: '代码为 {code} 的区划已经存在' },
  'store.migration-edited': {
    status: 500,
    text: '升级步骤 {room}/{id} 在这个数据库里执行过，但程序里的内容已被改动，请换回原来的程序版本',
  },
  'store.newer': {
    status: 500,
    text: '数据库比程序新（有本程序不认识的升级步骤 {room}/{id}），请使用更新的程序版本',
  },
  'store.file-too-large': { status: 413, text: '文件超过上限 {limit}，请拆分或压缩后再上传' },
  'store.no-file': { status: 404, text: '文件库里没有内容为 {hash} 的文件' },
  'store.backup-file': { status: 422, text: '{path} 不是完好的备份文件（{reason}），没有恢复任何内容' },
  'store.backup-target': { status: 422, text: '备份不能写到 {path}（{reason}），请换一个文件名' },
  'store.backup-newer': {
    status: 422,
    text: '备份文件由更新的程序版本制作（含 {room}/{id}），请先升级程序；没有恢复任何内容',
  },
  'store.not-empty': { status: 409, text: '这个数据库里已有数据（{what}），备份只能恢复到空的数据目录或数据库' },
  'store.backup-missing-file': {
    status: 500,
    text: '备份停止：文件 {hash} 在库中有记录但内容缺失或损坏，请先运行 quantu doctor',
  },
  'store.upgrade-binaries': { status: 422, text: '目录 {directory} 里没有可用的 PostgreSQL {version} 程序' },
  'store.no-job': { status: 404, text: '没有编号为 {id} 的任务' },
});
