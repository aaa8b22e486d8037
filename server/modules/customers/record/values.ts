import { isValidPhoneNumber } from "libphonenumber-js/min";
import validator from "validator";
import type { Text } from "../../../platform/text.ts";
import { normalise } from "../blind-keys.ts";

/** What is wrong with a phone number, e-mail or social account as typed; undefined where nothing is. */
export function contactProblem(kind: string, value: string): Text | undefined {
  if (kind === "phone") return phoneProblem(value);
  if (kind === "email" && !validator.isEmail(value.trim()))
    return {
      zh: "邮箱格式不正确，应如 name@example.com",
      en: "this is no e-mail address; one looks like name@example.com",
    };
  return undefined;
}

function phoneProblem(value: string): Text | undefined {
  if (/[^\d\s\-()（）.+]/.test(value)) return { zh: "电话号码只能含数字", en: "a phone number has digits only" };
  const digits = value.replace(/[\s\-()（）.]/g, "").replace(/^(\+|00)86/, "");
  // Digits after a 1 are meant as a mainland mobile, whose prefixes are known.
  if (/^1\d{6,}$/.test(digits)) {
    if (digits.length !== 11)
      return {
        zh: `手机号码应为 11 位，现在是 ${digits.length} 位`,
        en: `a mobile number has 11 digits, this one has ${digits.length}`,
      };
    return validator.isMobilePhone(digits, "zh-CN")
      ? undefined
      : { zh: "没有这样的手机号段，请核对", en: "no mobile number begins like this; please check" };
  }
  // Landlines with their area code, service numbers of companies (400, 800), and short codes.
  if (/^0[1-9]\d{8,10}$|^[48]00\d{7}$|^(1|9)\d{4}$/.test(digits)) return undefined;
  if (/^\+|^00/.test(digits) && isValidPhoneNumber(digits.replace(/^00/, "+"))) return undefined;
  return {
    zh: "电话号码不正确：手机为 11 位，固定电话须带区号",
    en: "this is no valid number: mobiles have 11 digits, landlines need the area code",
  };
}

/** What is wrong with an identity or account number as typed; undefined where nothing is. */
export function identifierProblem(kind: string, value: string): Text | undefined {
  const number = normalise.identifier(value);
  switch (kind) {
    case "id_card":
      if (!/^\d{17}[\dX]$/.test(number)) return { zh: "身份证号应为 18 位", en: "an ID card number has 18 characters" };
      return validator.isIdentityCard(number, "zh-CN")
        ? undefined
        : { zh: "身份证号校验不通过，请核对每一位", en: "the check digit, date or region of this ID number is wrong" };
    case "credit_code":
      if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(number))
        return {
          zh: "统一社会信用代码应为 18 位数字和大写字母",
          en: "a credit code has 18 digits and capital letters",
        };
      return creditCodeHolds(number)
        ? undefined
        : { zh: "统一社会信用代码校验不通过，请核对", en: "the check character of this credit code is wrong" };
    case "bank_account":
      return /^\d{8,30}$/.test(number)
        ? undefined
        : { zh: "银行账号应为 8 至 30 位数字", en: "a bank account has 8 to 30 digits" };
    case "passport":
      return /^[A-Z0-9]{5,15}$/.test(number)
        ? undefined
        : { zh: "护照号应为 5 至 15 位字母和数字", en: "a passport number has 5 to 15 letters and digits" };
    default:
      return undefined;
  }
}

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** GB 32100-2015: weights are powers of 3 modulo 31. */
function creditCodeHolds(code: string): boolean {
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31] === code[17];
}
