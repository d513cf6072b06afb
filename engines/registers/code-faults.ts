import { defineFaults } from '@quantu/base';

export const codeFault = defineFaults({
  'codes.unknown': { status: 404, text: '没有名为“{set}”的编码表' },
  'codes.unknown-version': { status: 404, text: '这个编码表没有“{version}”这一版，可能已被撤回' },
  'codes.of-program': { status: 409, text: '“{label}”由程序按规则填写，不能改动' },
  'codes.shipped': { status: 409, text: '“{version}”是随程序提供的一版，不能改动，请换一个版本名另立一版' },
  'codes.held': { status: 409, text: '“{version}”自 {day} 起已生效，记录是按它填的，不能改动；请另立一版' },
  'codes.past': { status: 422, text: '生效日期 {day} 已经过去，请填今天或以后的日期' },
  'codes.same-day': { status: 409, text: '{day} 已有“{version}”这一版生效，请换一个日期，或修改那一版' },
  'codes.invalid': { status: 422, text: '{text}，没有保存' },
  'codes.used': { status: 409, text: '“{code}”已被{register}的记录使用，不能去掉；可以填写停用日期' },
});
