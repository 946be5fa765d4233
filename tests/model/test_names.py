"""What people mean by the names their logs print."""

from __future__ import annotations

import pytest

from tui.model.names import NO_SPLIT_KINDS, SPLITS, Meaning, meaning, quality, with_split, words

# name, split, kind, goal
LOSSES = (
    ("loss", None, "loss", "min"),
    ("Loss", None, "loss", "min"),
    ("train_loss", "train", "loss", "min"),
    ("training loss", "train", "loss", "min"),
    ("trainLoss", "train", "loss", "min"),
    ("Loss/train", "train", "loss", "min"),
    ("train/loss", "train", "loss", "min"),
    ("train.loss", "train", "loss", "min"),
    ("val_loss", "val", "loss", "min"),
    ("valLoss", "val", "loss", "min"),
    ("loss_val", "val", "loss", "min"),
    ("valid_loss", "val", "loss", "min"),
    ("Validation Loss", "val", "loss", "min"),
    ("eval_loss", "val", "loss", "min"),
    ("eval/loss", "val", "loss", "min"),
    ("dev_loss", "val", "loss", "min"),
    ("dev.loss", "val", "loss", "min"),
    ("holdout_loss", "val", "loss", "min"),
    ("test_loss", "test", "loss", "min"),
    ("Test loss", "test", "loss", "min"),
    ("latest_loss", None, "loss", "min"),
    ("contest_loss", None, "loss", "min"),
    ("cls_loss", None, "loss", "min"),
    ("box_loss", None, "loss", "min"),
    ("loss_ce", None, "loss", "min"),
    ("loss_rpn_box_reg", None, "loss", "min"),
    ("policy_loss", None, "loss", "min"),
    ("value_loss", None, "loss", "min"),
    ("vf_loss", None, "loss", "min"),
    ("train/entropy_loss", "train", "loss", "min"),
    ("nll_loss", None, "loss", "min"),
    ("D_loss", None, "loss", "min"),
    ("loss_G", None, "loss", "min"),
    ("mlm_loss", None, "loss", "min"),
    ("total_loss", None, "loss", "min"),
    ("lm loss", None, "loss", "min"),
    ("bce", None, "loss", "min"),
    ("nll", None, "loss", "min"),
    ("cross_entropy", None, "loss", "min"),
    ("train-nll", "train", "loss", "min"),
    ("reward_loss", None, "loss", "min"),
    ("acc_loss", None, "loss", "min"),
)
QUALITIES = (
    ("ppl", None, "perplexity", "min"),
    ("val_ppl", "val", "perplexity", "min"),
    ("train_ppl", "train", "perplexity", "min"),
    ("Perplexity", None, "perplexity", "min"),
    ("eval_perplexity", "val", "perplexity", "min"),
    ("acc", None, "score", "max"),
    ("accuracy", None, "score", "max"),
    ("val_acc", "val", "score", "max"),
    ("val_accuracy", "val", "score", "max"),
    ("val_sparse_categorical_accuracy", "val", "score", "max"),
    ("test acc", "test", "score", "max"),
    ("Acc@1", None, "score", "max"),
    ("top1", None, "score", "max"),
    ("top-5", None, "score", "max"),
    ("train_top5_acc", "train", "score", "max"),
    ("F1", None, "score", "max"),
    ("macro_f1", None, "score", "max"),
    ("f1-score", None, "score", "max"),
    ("dev_f1", "val", "score", "max"),
    ("AUC", None, "score", "max"),
    ("roc_auc", None, "score", "max"),
    ("val/AUROC", "val", "score", "max"),
    ("precision", None, "score", "max"),
    ("recall", None, "score", "max"),
    ("recall@10", None, "score", "max"),
    ("R@1", None, "score", "max"),
    ("NDCG@10", None, "score", "max"),
    ("mrr", None, "score", "max"),
    ("hits@10", None, "score", "max"),
    ("mAP", None, "score", "max"),
    ("mAP50", None, "score", "max"),
    ("mAP50-95", None, "score", "max"),
    ("metrics/mAP50-95(B)", None, "score", "max"),
    ("bbox_mAP", None, "score", "max"),
    ("AP75", None, "score", "max"),
    ("val_dice", "val", "score", "max"),
    ("BLEU", None, "score", "max"),
    ("valid_bleu", "val", "score", "max"),
    ("bleu-4", None, "score", "max"),
    ("rougeL", None, "score", "max"),
    ("eval_rouge1", "val", "score", "max"),
    ("METEOR", None, "score", "max"),
    ("PSNR", None, "score", "max"),
    ("test/psnr", "test", "score", "max"),
    ("SSIM", None, "score", "max"),
    ("ELBO", None, "score", "max"),
    ("exact_match", None, "score", "max"),
    ("pass@1", None, "score", "max"),
    ("pearson", None, "score", "max"),
    ("matthews_correlation", None, "score", "max"),
    ("mcc", None, "score", "max"),
    ("r2", None, "score", "max"),
    ("kappa", None, "score", "max"),
    ("log_likelihood", None, "score", "max"),
    ("WER", None, "error", "min"),
    ("val_wer", "val", "error", "min"),
    ("eval_cer", "val", "error", "min"),
    ("FID", None, "error", "min"),
    ("KID", None, "error", "min"),
    ("LPIPS", None, "error", "min"),
    ("EER", None, "error", "min"),
    ("MAE", None, "error", "min"),
    ("val_mae", "val", "error", "min"),
    ("rmse", None, "error", "min"),
    ("MSE", None, "error", "min"),
    ("mean_squared_error", None, "error", "min"),
    ("mape", None, "error", "min"),
    ("error_rate", None, "error", "min"),
    ("val_bpb", "val", "error", "min"),
    ("bpc", None, "error", "min"),
    ("train-logloss", "train", "error", "min"),
    ("reward", None, "reward", "max"),
    ("return", None, "reward", "max"),
    ("episode_reward", None, "reward", "max"),
    ("episodic_return", None, "reward", "max"),
    ("rollout/ep_rew_mean", None, "reward", "max"),
    ("mean_reward", None, "reward", "max"),
    ("eval/return", "val", "reward", "max"),
    ("win_rate", None, "reward", "max"),
    ("success_rate", None, "reward", "max"),
)
CIRCUMSTANCES = (
    ("lr", None, "learning_rate", "none"),
    ("learning_rate", None, "learning_rate", "none"),
    ("Learning Rate", None, "learning_rate", "none"),
    ("learningRate", None, "learning_rate", "none"),
    ("lr-Adam", None, "learning_rate", "none"),
    ("train/lr", "train", "learning_rate", "none"),
    ("lr/pg0", None, "learning_rate", "none"),
    ("grad_norm", None, "gradient_norm", "none"),
    ("gnorm", None, "gradient_norm", "none"),
    ("grad norm", None, "gradient_norm", "none"),
    ("gradient_norm", None, "gradient_norm", "none"),
    ("train/grad_norm", "train", "gradient_norm", "none"),
    ("loss_scale", None, "loss_scale", "none"),
    ("loss scale", None, "loss_scale", "none"),
    ("mem", None, "memory", "none"),
    ("GPU_mem", None, "memory", "none"),
    ("max mem", None, "memory", "none"),
    ("gpu memory", None, "memory", "none"),
    ("it/s", None, "throughput", "max"),
    ("tokens/s", None, "throughput", "max"),
    ("tokens_per_sec", None, "throughput", "max"),
    ("samples/sec", None, "throughput", "max"),
    ("train_samples_per_second", "train", "throughput", "max"),
    ("img/s", None, "throughput", "max"),
    ("wps", None, "throughput", "max"),
    ("ups", None, "throughput", "max"),
    ("fps", None, "throughput", "max"),
    ("mfu", None, "throughput", "max"),
    ("throughput", None, "throughput", "max"),
    ("time", None, "time", "none"),
    ("epoch_time", None, "time", "none"),
    ("step_time", None, "time", "none"),
    ("data_time", None, "time", "none"),
    ("elapsed", None, "time", "none"),
    ("eta", None, "time", "none"),
    ("ms", None, "time", "none"),
    ("train_wall", "train", "time", "none"),
    ("eval_runtime", "val", "time", "none"),
    ("num_tokens", None, "count", "none"),
    ("total_timesteps", None, "count", "none"),
    ("batch_size", None, "count", "none"),
    ("bsz", None, "count", "none"),
    ("consumed samples", None, "count", "none"),
    ("temperature", None, "other", "none"),
    ("weight_decay", None, "other", "none"),
    ("clip_fraction", None, "other", "none"),
    ("momentum", None, "other", "none"),
    ("entropy", None, "other", "none"),
)
LANGUAGES = (
    ("损失", None, "loss", "min"),
    ("训练损失", "train", "loss", "min"),
    ("验证损失", "val", "loss", "min"),
    ("验证集损失", "val", "loss", "min"),
    ("测试损失", "test", "loss", "min"),
    ("准确率", None, "score", "max"),
    ("验证准确率", "val", "score", "max"),
    ("训练集准确率", "train", "score", "max"),
    ("测试集精度", "test", "score", "max"),
    ("召回率", None, "score", "max"),
    ("误差", None, "error", "min"),
    ("困惑度", None, "perplexity", "min"),
    ("平均奖励", None, "reward", "max"),
    ("学习率", None, "learning_rate", "none"),
    ("梯度范数", None, "gradient_norm", "none"),
    ("耗时", None, "time", "none"),
    ("損失", None, "loss", "min"),
    ("学習損失", "train", "loss", "min"),
    ("検証損失", "val", "loss", "min"),
    ("訓練ロス", "train", "loss", "min"),
    ("正解率", None, "score", "max"),
    ("検証正解率", "val", "score", "max"),
    ("テスト精度", "test", "score", "max"),
    ("誤差", None, "error", "min"),
    ("学習率", None, "learning_rate", "none"),
    ("報酬", None, "reward", "max"),
    ("손실", None, "loss", "min"),
    ("훈련 손실", "train", "loss", "min"),
    ("검증 손실", "val", "loss", "min"),
    ("검증 정확도", "val", "score", "max"),
    ("정확도", None, "score", "max"),
    ("학습률", None, "learning_rate", "none"),
    ("보상", None, "reward", "max"),
    ("потери", None, "loss", "min"),
    ("точность", None, "score", "max"),
    ("ошибка", None, "error", "min"),
    ("Точность (валидация)", "val", "score", "max"),
    ("награда", None, "reward", "max"),
)
TABLE = (*LOSSES, *QUALITIES, *CIRCUMSTANCES, *LANGUAGES)


@pytest.mark.parametrize(("name", "split", "kind", "goal"), TABLE, ids=[row[0] for row in TABLE])
def test_a_name_means_what_people_mean_by_it(name: str, split: str | None, kind: str, goal: str) -> None:
    means = meaning(name)
    assert (means.split, means.kind, means.goal) == (split, kind, goal)


@pytest.mark.parametrize("name", ["x", "", "🚀", "---", "alpha_3", "layer4.weight"])
def test_a_name_that_says_nothing_is_other_and_has_no_direction(name: str) -> None:
    assert meaning(name) == Meaning("other", "none", None, None)


def test_times_are_in_seconds_and_scores_have_no_unit() -> None:
    assert meaning("elapsed").unit == "s"
    assert meaning("accuracy").unit is None


def test_the_split_of_the_context_is_used_where_the_name_is_silent() -> None:
    assert meaning("loss", "val").split == "val"


def test_the_split_of_the_name_goes_before_the_context_s() -> None:
    assert meaning("train_loss", "val").split == "train"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("valLoss", ("val", "loss")),
        ("valLoss/top-1", ("val", "loss", "top", "1")),
        ("HTTPServer", ("http", "server")),
        ("train.lr_0", ("train", "lr", "0")),
        ("R@1", ("r", "1")),
        ("训练损失", ("训练", "损失")),
        ("loss 训练", ("loss", "训练")),
        ("学習率", ("学習率",)),
        ("", ()),
        ("--- | ---", ()),
    ],
    ids=str,
)
def test_a_name_is_cut_into_lower_case_words(name: str, expected: tuple[str, ...]) -> None:
    assert words(name) == expected


@pytest.mark.parametrize(
    ("name", "split", "expected"),
    [
        ("loss", None, "loss"),
        ("loss", "val", "val/loss"),
        ("acc", "test", "test/acc"),
        ("val_loss", "train", "val_loss"),
        ("lr", "train", "lr"),
        ("grad_norm", "val", "grad_norm"),
        ("time", "val", "time"),
        ("损失", "val", "val/损失"),
    ],
)
def test_the_split_is_put_in_front_where_only_the_context_tells_it(name: str, split: str | None, expected: str) -> None:
    assert with_split(name, split) == expected


@pytest.mark.parametrize("kind", sorted(NO_SPLIT_KINDS))
def test_what_belongs_to_the_whole_run_takes_no_split(kind: str) -> None:
    example = next(row[0] for row in TABLE if row[2] == kind and row[1] is None)
    assert with_split(example, "val") == example


@pytest.mark.parametrize("word", sorted(SPLITS))
def test_every_word_for_a_split_is_found_in_a_name(word: str) -> None:
    assert meaning(f"{word} loss").split == SPLITS[word]


def rank(name: str) -> int:
    return quality(name, meaning(name))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("val_loss", "train_loss"),
        ("test_loss", "train_loss"),
        ("val_loss", "val_acc"),
        ("loss", "lr"),
        ("loss", "grad_norm"),
        ("loss", "box_loss"),
        ("train_loss", "accuracy"),
        ("accuracy", "lr"),
        ("val_acc", "train_acc"),
        ("lr", "time"),
        ("throughput", "time"),
        ("episode_reward", "policy_loss"),
        ("episode_reward", "value_loss"),
        ("val_ppl", "train_loss"),
        ("wer", "lr"),
        ("損失", "学習率"),
        ("验证损失", "训练损失"),
    ],
)
def test_what_tells_more_of_a_run_goes_first(first: str, second: str) -> None:
    assert rank(first) < rank(second)


def test_every_name_has_a_place_in_the_order() -> None:
    assert all(0 <= rank(row[0]) < 200 for row in TABLE)
