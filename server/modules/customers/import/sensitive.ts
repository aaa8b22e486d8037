const words =
  /身份证|证件|护照|社会信用|银行|账号|帐号|卡号|手机|电话|联系方式|邮箱|电邮|住址|地址|id.?card|passport|bank|account.?(no|num)|credit.?card|phone|mobile|e-?mail|address/i;

/** Whether a column's name says that its cells must be sealed: then they may not stand among the other facts in clear. */
export const isSensitive = (column: string): boolean => words.test(column);
