### A draft translation, but for what is marked “UN” (as documents of the United Nations have it) or “approved”.

stage-provisional = 临时：应请求计算，未发布
stage-draft = 草稿{ $number }：未发布
stage-under-consideration = 草稿{ $number }，审议中：未发布
stage-adopted = 草稿{ $number }，已通过：尚未转递
stage-transmitted = 草稿{ $number }，转递时的文本
stage-set-aside = 草稿{ $number }，已搁置：未发布
stage-and-marking = { $stage }。{ $marking }

## Words of people

people-letter = 送文函
people-introduction = 导言
people-mark = 旁边有双线的段落由人撰写。其他所有句子均根据数据编制。

## Transmission

particular-transmitted-on = 转递日期
particular-transmitted-to = 收件人
