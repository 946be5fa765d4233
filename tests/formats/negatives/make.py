"""Texts without any training metric, made anew for each test: `KINDS` maps a name to a generator of text.

Each takes `Pieces` and about how many lines to make, and yields text with its line ends, carriage returns included. They
are full of numbers that come back with other values, which is what a metric looks like too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from tests.formats.negatives.words import Pieces

Generator = Callable[[Pieces, int], Iterator[str]]


def nccl(p: Pieces, lines: int) -> Iterator[str]:
    yield f"{p.host()}:{p.whole(900, 9999)}:{p.whole(900, 9999)} [0] NCCL INFO NCCL version 2.21.5+cuda12.4\n"
    for k in range(lines):
        head = f"{p.host()}:{p.whole(900, 9999)}:{p.whole(900, 9999)} [{p.whole(0, 7)}] NCCL INFO "
        yield head + p.pick(
            f"Channel {k % 24:02}/0 : {p.whole(0, 7)}[{p.whole(0, 7)}] -> {p.whole(0, 7)}[{p.whole(0, 7)}] via P2P/CUMEM/read\n",
            f"Trees [0] {p.whole(-1, 7)}/-1/-1->{p.whole(0, 7)}->{p.whole(-1, 7)} [1] {p.whole(-1, 7)}/-1/-1->2->1\n",
            f"Connected all rings, use ring PXN {p.whole(0, 1)} GDR {p.whole(0, 1)}\n",
            f"threadThresholds 8/8/64 | {p.whole(8, 128)}/8/64 | 512 | 512\n",
            f"{p.whole(2, 24)} coll channels, {p.whole(2, 24)} collnet channels, 0 nvls channels, {p.whole(2, 32)} p2p channels\n",
            f"comm 0x{p.hex(12)} rank {p.whole(0, 7)} nranks 8 cudaDev {p.whole(0, 7)} busId {p.hex(5)} commId 0x{p.hex(16)} - Init COMPLETE\n",
            f"NET/IB : Using [0]mlx5_{p.whole(0, 9)}:1/RoCE [RO]; OOB eth0:{p.address()}<0>\n",
        )


def source_code(p: Pieces, lines: int) -> Iterator[str]:
    for k in range(lines // 8):
        yield (
            f"def step_{k}(model, batch, lr={p.real(0, 1):.4f}):\n"
            f"    # {p.sentence()}\n"
            f"    epoch = {p.whole(1, 100)}\n"
            f"    loss = {p.real(0, 2):.2f} * model(batch) + {p.real(0, 1):.3f}\n"
            f"    if step % {p.whole(2, 500)} == 0:\n"
            f'        print(f"step {{step}} loss {{loss:.4f}} lr {{lr}}")\n'
            f"    return loss / {p.whole(2, 64)}\n\n"
        )


def yaml_config(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(lines // 12):
        yield (
            f"{p.module()}:\n  name: {p.module()}_{p.whole(1, 99)}\n  lr: {p.real(0, 0.01):.6f}\n  weight_decay: {p.real(0, 0.1):.3f}\n"
            f"  epochs: {p.whole(1, 300)}\n  batch_size: {2 ** p.whole(2, 9)}\n  loss:\n    type: CrossEntropyLoss\n    loss_weight: {p.real(0, 2):.1f}\n"
            f"  schedule:\n    - {p.whole(1, 50)}\n    - {p.whole(51, 99)}\n"
        )


def json_config(p: Pieces, lines: int) -> Iterator[str]:
    whole = {
        f"{p.module()}_{k}": {
            "hidden_size": p.whole(64, 4096),
            "dropout": round(p.real(0, 0.5), 2),
            "layers": [p.whole(1, 9) for _ in range(3)],
            "name": p.module(),
        }
        for k in range(max(1, lines // 11))
    }
    yield json.dumps({"config": whole, "seed": 42}, indent=2) + "\n"


def argparse_dump(p: Pieces, lines: int) -> Iterator[str]:
    for k in range(lines):
        name = f"{p.module()}_{p.module()}_{k}"
        yield f"  {name} {'.' * max(3, 46 - len(name))} {p.pick(str(p.whole(0, 9999)), f'{p.real(0, 1):.5f}', 'True', 'None', p.path(''))}\n"
    yield f"Namespace(batch_size={p.whole(1, 512)}, lr={p.real(0, 1):.4f}, epochs={p.whole(1, 100)}, gamma=0.7, seed={p.whole(0, 99)})\n"


def model_printout(p: Pieces, lines: int) -> Iterator[str]:
    yield "Transformer(\n  (layers): ModuleList(\n"
    for k in range(lines // 7):
        width = 2 ** p.whole(5, 12)
        yield (
            f"    ({k}): Block(\n      (norm1): LayerNorm(({width},), eps=1e-05, elementwise_affine=True)\n"
            f"      (attn): Linear(in_features={width}, out_features={3 * width}, bias=True)\n      (drop): Dropout(p={p.real(0, 0.5):.2f}, inplace=False)\n"
            f"      (conv): Conv2d({p.whole(1, 512)}, {p.whole(1, 512)}, kernel_size=({p.whole(1, 7)}, 3), stride=({p.whole(1, 2)}, 1))\n"
            f"      (act): GELU()\n    )\n"
        )
    yield "  )\n)\n"


def parameter_table(p: Pieces, lines: int) -> Iterator[str]:
    yield "  | Name | Type | Params | Mode \n------------------------------------\n"
    for k in range(lines // 2):
        yield f"{k} | {p.module()}.{k} | Linear | {p.real(0.1, 900):.1f} K | train\n"
    yield "------------------------------------\n"
    yield f"{p.real(1, 99):.1f} M    Trainable params\n0         Non-trainable params\n{p.real(100, 999):.3f}   Total estimated model params size (MB)\n"
    yield "_________________________________________________________________\n Layer (type)                Output Shape              Param #   \n=================================================================\n"
    for k in range(lines // 2):
        yield f" dense_{k} (Dense)             (None, {p.whole(1, 999)})               {p.whole(10, 99999)}     \n"
    yield f"=================================================================\nTotal params: {p.whole(10000, 9999999)} ({p.real(1, 90):.2f} MB)\nTrainable params: {p.whole(10000, 99999)} ({p.real(1, 90):.2f} MB)\n"


def pip_output(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(lines // 4):
        name, version = p.module(), p.version()
        yield f"Collecting {name}>={p.version()} (from -r requirements.txt (line {p.whole(1, 90)}))\n"
        yield f"  Downloading {name}-{version}-cp311-cp311-manylinux_2_17_x86_64.whl ({p.real(0.1, 900):.1f} MB)\n"
        total = p.real(1, 900)
        for share in (0.1, 0.5, 1.0):
            yield f"\r     {'━' * int(40 * share):40} {share * total:.1f}/{total:.1f} MB {p.real(1, 99):.1f} MB/s eta 0:00:{p.whole(0, 59):02}"
        yield f"\nRequirement already satisfied: {p.module()}=={p.version()} in /usr/lib/python3/dist-packages ({p.version()})\n"
    yield f"Successfully installed {' '.join(f'{p.module()}-{p.version()}' for _ in range(9))}\n"


def apt_output(p: Pieces, lines: int) -> Iterator[str]:
    for k in range(lines // 4):
        name = f"lib{p.module()}{p.whole(1, 9)}"
        yield f"Get:{k + 1} http://deb.debian.org/debian bookworm/main amd64 {name} amd64 {p.version()}-{p.whole(1, 9)}+deb12u{p.whole(1, 9)} [{p.whole(9, 999)} kB]\n"
        yield f"Selecting previously unselected package {name}:amd64.\n(Reading database ... {p.whole(5, 100)}%\r(Reading database ... {p.whole(9999, 99999)} files and directories currently installed.)\n"
        yield f"Setting up {name}:amd64 ({p.version()}) ...\n"
    yield f"Fetched {p.whole(1, 900)} MB in {p.whole(1, 90)}s ({p.whole(99, 9999)} kB/s)\n"


def tracebacks(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(lines // 8):
        yield "Traceback (most recent call last):\n"
        for _ in range(3):
            yield f'  File "{p.path()}", line {p.whole(1, 2000)}, in {p.module()}\n    loss = self.{p.module()}(x, {p.whole(0, 9)})\n'
        yield p.pick(
            f"RuntimeError: mat1 and mat2 shapes cannot be multiplied ({p.whole(1, 99)}x{p.whole(1, 999)} and {p.whole(1, 999)}x10)\n",
            f"IndexError: index {p.whole(9, 99)} is out of bounds for dimension 0 with size {p.whole(1, 9)}\n",
            f"torch.OutOfMemoryError: CUDA out of memory. Tried to allocate {p.real(0.1, 9):.2f} GiB. GPU 0 has a total capacity of 23.69 GiB of which {p.real(0, 1):.2f} GiB is free.\n",
        )


def access_log(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(lines):
        yield f'{p.address()} - - [{p.later():%d/%b/%Y:%H:%M:%S} +0000] "GET /api/v{p.whole(1, 3)}/{p.module()}?page={p.whole(1, 99)} HTTP/1.1" {p.pick("200", "404", "302", "500")} {p.whole(100, 99999)} "-" "Mozilla/5.0" {p.real(0, 2):.3f}\n'


def syslog(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(lines):
        yield (
            f"{p.later():%b %d %H:%M:%S} {p.host()} {p.pick('sshd', 'cron', 'dhclient', 'systemd')}[{p.whole(100, 32000)}]: "
            + p.pick(
                f"Accepted publickey for ann from {p.address()} port {p.whole(1024, 65000)} ssh2\n",
                f"(root) CMD (/usr/lib/sysstat/sa1 {p.whole(1, 9)} 1)\n",
                f"DHCPACK of {p.address()} from {p.address()}, renewal in {p.whole(100, 9999)} seconds.\n",
                f"Started Session {p.whole(1, 9999)} of user ann.\n",
            )
        )


def journald(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(lines):
        yield (
            f"{p.later():%Y-%m-%dT%H:%M:%S.%f}+0000 {p.host()} {p.pick('kubelet', 'containerd', 'dockerd')}[{p.whole(100, 32000)}]: "
            + p.pick(
                f'time="{p.later():%Y-%m-%dT%H:%M:%SZ}" level=info msg="starting container" id={p.hex(16)} restart={p.whole(0, 9)}\n',
                f'I0211 03:14:07.123456 {p.whole(100, 9999):7} reconciler.go:{p.whole(10, 999)}] "Reconciler: sync" volume={p.hex(8)}\n',
                f"Memory cgroup stats: cache:{p.whole(0, 9999)}KB rss:{p.whole(0, 99999)}KB swap:{p.whole(0, 99)}KB\n",
            )
        )


def dmesg(p: Pieces, lines: int) -> Iterator[str]:
    clock = 0.0
    for k in range(lines):
        clock += p.real(0, 0.4)
        yield f"[{clock:12.6f}] " + p.pick(
            f"pci 0000:{p.hex(2)}:00.0: BAR {k % 6}: assigned [mem 0x{p.hex(8)}-0x{p.hex(8)} 64bit pref]\n",
            f"BIOS-e820: [mem 0x{p.hex(16)}-0x{p.hex(16)}] usable\n",
            f"EXT4-fs (nvme{p.whole(0, 3)}n1p{p.whole(1, 4)}): mounted filesystem with ordered data mode. Quota mode: none.\n",
            f"NVRM: Xid (PCI:0000:{p.hex(2)}:00): {p.whole(10, 99)}, pid={p.whole(100, 9999)}, Ch {p.hex(8)}\n",
            f"usb {p.whole(1, 4)}-{p.whole(1, 9)}: new high-speed USB device number {p.whole(1, 99)} using xhci_hcd\n",
        )


def kubernetes_events(p: Pieces, lines: int) -> Iterator[str]:
    yield "LAST SEEN   TYPE      REASON              OBJECT                         MESSAGE\n"
    for _ in range(lines):
        yield f"{p.whole(1, 59)}m          {p.pick('Normal ', 'Warning')}   {p.pick('Scheduled', 'Pulled   ', 'BackOff  ', 'Killing  ')}           pod/{p.module()}-{p.hex(8)}-{p.hex(5)}   Restarted {p.whole(1, 99)} times in the last {p.whole(1, 9)}h{p.whole(1, 59)}m\n"


def pytest_output(p: Pieces, lines: int) -> Iterator[str]:
    yield f"============================= test session starts ==============================\nplatform linux -- Python 3.11.7, pytest-8.4.2\ncollected {lines} items\n\n"
    for k in range(lines):
        yield f"tests/{p.module()}/test_{p.module()}.py::test_{p.module()}_{k}[{p.whole(0, 9)}-{p.real(0, 1):.2f}] {p.pick('PASSED', 'SKIPPED', 'FAILED')} [{100 * (k + 1) // lines:3}%]\n"
    yield f"=========== {p.whole(1, 9)} failed, {lines - 9} passed, {p.whole(1, 9)} warnings in {p.real(1, 99):.2f}s ============\n"


def compiler_output(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(lines // 3):
        where = f"src/{p.module()}.cc:{p.whole(1, 999)}:{p.whole(1, 80)}"
        yield f"{where}: warning: comparison of integer expressions of different signedness: 'int' and 'size_t' [-Wsign-compare]\n{p.whole(1, 999):5} |   for (int i = 0; i < n_{p.whole(0, 9)}; i++) {{\n      |                   ~~^~~~~\n"


def cmake_output(p: Pieces, lines: int) -> Iterator[str]:
    for k in range(lines):
        yield f"[{100 * k // lines:3}%] {p.pick('Building CXX object', 'Linking CXX shared library', 'Built target')} CMakeFiles/{p.module()}.dir/{p.module()}_{k}.cc.o\n"
    for k in range(lines // 2):
        yield f"[{k + 1}/{lines // 2}] c++ -O{p.whole(0, 3)} -std=c++17 -o {p.module()}.o -c {p.module()}.cc\n"


def docker_build(p: Pieces, lines: int) -> Iterator[str]:
    for k in range(lines // 3):
        yield f"#{k % 20} [{k % 14 + 1}/14] RUN pip install {p.module()}=={p.version()}\n#{k % 20} {p.real(0, 90):.3f} Collecting {p.module()}\n"
        yield f"#{k % 20} sha256:{p.hex(32)} {p.real(1, 90):.2f}MB / {p.real(90, 900):.2f}MB {p.real(0, 30):.1f}s\n#{k % 20} DONE {p.real(0, 99):.1f}s\n"


def git_log(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(lines // 7):
        yield f"commit {p.hex(40)}\nAuthor: Ann <ann@example.org>\nDate:   {p.later(9e4):%a %b %d %H:%M:%S %Y} +0100\n\n    Fix loss scaling in {p.module()} (#{p.whole(1, 9999)})\n\n {p.module()}/{p.module()}.py | {p.whole(1, 99)} {'+' * p.whole(1, 20)}{'-' * p.whole(1, 9)}\n"
        yield f" {p.whole(1, 20)} files changed, {p.whole(1, 999)} insertions(+), {p.whole(1, 999)} deletions(-)\n\n"


def listing(p: Pieces, lines: int) -> Iterator[str]:
    yield f"total {p.whole(100, 99999)}\n"
    for k in range(lines):
        yield f"-rw-r--r-- {p.whole(1, 4)} ann ann {p.whole(1, 99999999):9} {p.later(9e4):%b %d %H:%M} checkpoint-{k * 500}.pt\n"


def processes(p: Pieces, lines: int) -> Iterator[str]:
    yield "USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n"
    for _ in range(lines):
        yield f"ann      {p.whole(1, 99999):7} {p.real(0, 99):4.1f} {p.real(0, 30):4.1f} {p.whole(0, 9999999):8} {p.whole(0, 999999):6} ?        Sl   03:{p.whole(10, 59)}   {p.whole(0, 99)}:{p.whole(10, 59)} python train.py --lr {p.real(0, 1):.4f} --epochs {p.whole(1, 90)}\n"


def top_output(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(max(1, lines // 14)):
        yield f"top - {p.later():%H:%M:%S} up {p.whole(1, 99)} days,  3:14,  {p.whole(1, 9)} users,  load average: {p.real(0, 16):.2f}, {p.real(0, 16):.2f}, {p.real(0, 16):.2f}\n"
        yield f"Tasks: {p.whole(100, 999)} total,   {p.whole(1, 9)} running, {p.whole(99, 500)} sleeping,   0 stopped,   0 zombie\n%Cpu(s): {p.real(0, 99):4.1f} us, {p.real(0, 9):4.1f} sy,  0.0 ni, {p.real(0, 99):4.1f} id\n"
        yield f"MiB Mem :  64215.1 total,  {p.real(1, 60000):8.1f} free,  {p.real(1, 60000):8.1f} used\n\n    PID USER      PR  NI    VIRT    RES  %CPU  %MEM     TIME+ COMMAND\n"
        for _ in range(9):
            yield f"{p.whole(1, 99999):7} ann       20   0 {p.real(1, 90):6.1f}g {p.real(1, 9):5.1f}g  {p.real(0, 800):5.1f}  {p.real(0, 40):4.1f}  {p.whole(1, 99)}:{p.real(10, 59):05.2f} {p.module()}\n"


def ping(p: Pieces, lines: int) -> Iterator[str]:
    yield "PING example.org (93.184.216.34) 56(84) bytes of data.\n"
    for k in range(lines):
        yield f"64 bytes from 93.184.216.34: icmp_seq={k + 1} ttl={p.whole(50, 64)} time={p.real(9, 30):.1f} ms\n"
    yield f"--- example.org ping statistics ---\n{lines} packets transmitted, {lines - 1} received, 0.5% packet loss, time {lines * 1001}ms\nrtt min/avg/max/mdev = 9.012/11.231/30.112/1.002 ms\n"


def disks(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(max(1, lines // 7)):
        yield "Filesystem      Size  Used Avail Use% Mounted on\n"
        for k in range(6):
            yield f"/dev/nvme{k}n1p{p.whole(1, 4)}  {p.size():>6} {p.size():>6} {p.size():>6}  {p.whole(0, 100)}% /mnt/{p.module()}\n"


def nvidia_smi(p: Pieces, lines: int) -> Iterator[str]:
    rule = "+-----------------------------------------------------------------------------------------+\n"
    for _ in range(max(1, lines // 12)):
        yield f"{p.later():%a %b %d %H:%M:%S %Y}\n{rule}| NVIDIA-SMI 550.54.15              Driver Version: 550.54.15      CUDA Version: 12.4     |\n|   0  NVIDIA A100-SXM4-80GB          On  |   00000000:07:00.0 Off |                    0 |\n"
        for _ in range(4):
            yield f"| N/A   {p.whole(30, 80)}C    P0             {p.whole(60, 400):3}W /  400W |   {p.whole(100, 80000):5}MiB /  81920MiB |     {p.whole(0, 100):3}%      Default |\n"
        yield rule
        yield f"|    0   N/A  N/A    {p.whole(100, 99999):6}      C   python                                     {p.whole(100, 80000):5}MiB |\n{rule}"


def downloads(p: Pieces, lines: int) -> Iterator[str]:
    """wget, curl and hub bars: whole bars on one line, frame by frame."""
    for k in range(max(1, lines // 3)):
        total = p.real(1, 9)
        for share in range(0, 101, 10):
            yield f"\rmodel-{k:05}-of-00030.safetensors: {share:3}%|{'█' * (share // 10):10}| {share * total / 100:.2f}G/{total:.2f}G [00:{share // 2:02}<00:{50 - share // 2:02}, {p.real(10, 300):.1f}MB/s]"
        yield f"\n{p.module()}.tar.gz      {p.whole(1, 100):3}%[{'=' * p.whole(1, 18)}>] {p.real(1, 900):7.2f}M  {p.real(1, 90):.1f}MB/s    in {p.real(1, 90):.1f}s\n"
        yield f"  {p.whole(1, 100):3} {p.size()}  {p.whole(1, 100):3} {p.size()}    0     0  {p.size()}      0  0:00:{p.whole(10, 59)}  0:00:{p.whole(10, 59)} --:--:-- {p.size()}\n"


def mapping_bars(p: Pieces, lines: int) -> Iterator[str]:
    """datasets' bars: Map, Filter, Generating train split, tokenizing, Loading checkpoint shards."""
    for _ in range(max(1, lines // 2)):
        label, total, unit = p.random.choice(
            [
                ("Map", 51000, " examples"),
                ("Filter (num_proc=8)", 8200, " examples"),
                ("Running tokenizer on dataset", 999, "it"),
                ("Loading checkpoint shards", 4, "it"),
                ("Generating train split", 0, " examples"),
            ]
        )
        for k in range(6):
            done = total * k // 5
            if total:
                yield f"\r{label}: {100 * done // total:3}%|{'█' * (2 * k):10}| {done}/{total} [00:{k:02}<00:{5 - k:02}, {p.real(1, 9999):.2f}{unit}/s]"
            else:
                yield f"\r{label}: {p.whole(1, 99999)}{unit} [00:{k:02}, {p.real(1, 99999):.2f}{unit}/s]"
        yield "\n"


def rsync(p: Pieces, lines: int) -> Iterator[str]:
    for k in range(max(1, lines // 2)):
        yield f"checkpoints/step_{k * 100}.pt\n"
        for share in (12, 57, 100):
            yield f"\r    {p.whole(10**6, 10**9):,} {share:3}%   {p.real(1, 99):.2f}MB/s    0:00:{p.whole(0, 59):02}"
        yield f" (xfr#{k}, to-chk={lines - k}/{lines})\n"
    yield f"\nsent {p.whole(999, 99999):,} bytes  received {p.whole(99, 999)} bytes  {p.real(1, 999):,.2f} bytes/sec\n"


def cron_mail(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(max(1, lines // 9)):
        yield f"From root@{p.host()} {p.later(9e4):%a %b %d %H:%M:%S %Y}\nReturn-Path: <root@{p.host()}>\nSubject: Cron <root@{p.host()}> /usr/local/bin/backup --keep {p.whole(1, 30)}\nMessage-Id: <{p.hex(16)}@{p.host()}>\n\n"
        yield f"Archive name: backup-{p.later():%Y%m%d}\nNumber of files: {p.whole(99, 99999)}\nDuration: {p.real(1, 900):.2f} seconds\nThis archive: {p.real(1, 90):.2f} GB {p.real(1, 90):.2f} GB {p.real(1, 900):.2f} MB\n\n"


def database_log(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(lines):
        yield f"{p.later():%Y-%m-%d %H:%M:%S.%f} UTC [{p.whole(100, 9999)}] ann@orders LOG:  " + p.pick(
            f"duration: {p.real(0, 999):.3f} ms  statement: SELECT id, total FROM orders WHERE customer = {p.whole(1, 99999)} LIMIT {p.whole(1, 100)}\n",
            f"checkpoint complete: wrote {p.whole(1, 9999)} buffers ({p.real(0, 99):.1f}%); 0 WAL file(s) added; write={p.real(0, 99):.3f} s, sync={p.real(0, 1):.3f} s, total={p.real(0, 99):.3f} s\n",
            f'automatic vacuum of table "orders.public.line": index scans: {p.whole(0, 3)} pages: {p.whole(0, 999)} removed, {p.whole(0, 9999)} remain\n',
        )


def sales_table(p: Pieces, lines: int) -> Iterator[str]:
    yield "date,region,units,unit_price,revenue,returns\n"
    for _ in range(lines):
        units, price = p.whole(1, 90), p.real(1, 99)
        yield f"{p.later(9e4):%Y-%m-%d},{p.pick('north', 'south', 'east')},{units},{price:.2f},{units * price:.2f},{p.whole(0, 5)}\n"


def prose(p: Pieces, lines: int) -> Iterator[str]:
    for k in range(lines):
        yield f"{p.sentence()} {p.sentence()}\n" + ("\n" if k % 5 == 4 else "")


def chapter(p: Pieces, lines: int) -> Iterator[str]:
    """A text book on training: full of the right words and of numbers that come back."""
    for k in range(lines // 4):
        yield f"## {k // 9 + 1}.{k % 9 + 1} On the choice of a learning rate\n\n{p.sentence()}\nWe trained {p.whole(2, 9)} models for {p.whole(10, 90)} epochs, with a batch size of {2 ** p.whole(3, 9)}; see Figure {p.whole(1, 40)} and [{p.whole(1, 99)}].\n"


def hexdump(p: Pieces, lines: int) -> Iterator[str]:
    for k in range(lines):
        yield f"{16 * k:08x}  {' '.join(p.hex(2) for _ in range(8))}  {' '.join(p.hex(2) for _ in range(8))}  |{''.join(p.pick('a', '.', 'e', '0') for _ in range(16))}|\n"


def environment(p: Pieces, lines: int) -> Iterator[str]:
    for k in range(lines):
        yield f"{p.module().upper()}_{p.module().upper()}_{k}={p.pick(str(p.whole(0, 9999)), p.path(''), p.address(), f'{p.real(0, 1):.3f}')}\n"


def warnings_only(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(lines // 2):
        yield f"{p.path()}:{p.whole(1, 999)}: {p.pick('UserWarning', 'FutureWarning', 'DeprecationWarning')}: The parameter 'pretrained' is deprecated since 0.{p.whole(9, 20)} and may be removed in {p.version()}\n  warnings.warn(\n"


def http_client(p: Pieces, lines: int) -> Iterator[str]:
    for _ in range(lines):
        yield f'{p.later():%Y-%m-%d %H:%M:%S,%f} - urllib3.connectionpool - DEBUG - https://example.org:443 "GET /{p.module()}/{p.hex(8)} HTTP/1.1" {p.pick("200", "304")} {p.whole(0, 9999)}\n'


def inference_server(p: Pieces, lines: int) -> Iterator[str]:
    """A model that is served, not trained."""
    for _ in range(lines):
        yield p.pick(
            f"INFO {p.later():%m-%d %H:%M:%S} metrics.py:{p.whole(100, 500)}] Running: {p.whole(0, 99)} reqs, Swapped: 0 reqs, Pending: {p.whole(0, 9)} reqs, GPU KV cache usage: {p.real(0, 99):.1f}%.\n",
            f'INFO:     {p.address()}:{p.whole(1024, 65000)} - "POST /v1/completions HTTP/1.1" 200 OK\n',
        )


KINDS: dict[str, tuple[Generator, int]] = {
    "NCCL noise": (nccl, 3000), "source code": (source_code, 2000), "YAML settings": (yaml_config, 1200), "JSON settings": (json_config, 1500),
    "arguments": (argparse_dump, 400), "model printout": (model_printout, 1400), "parameter tables": (parameter_table, 300), "pip": (pip_output, 800),
    "apt": (apt_output, 1500), "tracebacks": (tracebacks, 800), "access log": (access_log, 8000), "syslog": (syslog, 4000), "journald": (journald, 3000),
    "dmesg": (dmesg, 2500), "kubernetes events": (kubernetes_events, 600), "pytest": (pytest_output, 1200), "compiler": (compiler_output, 1500),
    "cmake and ninja": (cmake_output, 1500), "docker build": (docker_build, 900), "git log": (git_log, 2000), "ls -l": (listing, 500), "ps aux": (processes, 500),
    "top": (top_output, 1400), "ping": (ping, 1000), "df": (disks, 350), "nvidia-smi": (nvidia_smi, 1200), "downloads": (downloads, 300),
    "mapping bars": (mapping_bars, 200), "rsync": (rsync, 400), "cron mail": (cron_mail, 900), "database": (database_log, 3000), "sales table": (sales_table, 1000),
    "prose": (prose, 500), "text book": (chapter, 800), "hexdump": (hexdump, 2000), "environment": (environment, 300), "warnings": (warnings_only, 400),
    "HTTP client": (http_client, 2000), "inference server": (inference_server, 2000),
}  # fmt: skip
