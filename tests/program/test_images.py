"""Chapter 10 with pictures that the reader brings along: MNIST and CIFAR-10, and broken files."""

import os
import shutil
import struct
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ["WINIT_IMAGES"]
TINY = ("--quick", "--samples", "20", "--epochs", "1", "--digit-epochs", "1", "--threads", "1")


def run(*arguments):
    return subprocess.run([PROGRAM, *TINY, *arguments], capture_output=True, text=True,
                          timeout=120, stdin=subprocess.DEVNULL)


def idx_images(count):
    pixels = bytes(7 * i % 256 for i in range(count * 28 * 28))
    return struct.pack(">IIII", 0x803, count, 28, 28) + pixels


def idx_labels(count):
    return struct.pack(">II", 0x801, count) + bytes(i % 10 for i in range(count))


def cifar_records(count):
    return b"".join(bytes([i % 10]) + bytes((i + 3 * j) % 256 for j in range(32 * 32 * 3))
                    for i in range(count))


def mnist_files():
    return {"train-images-idx3-ubyte": idx_images(30), "train-labels-idx1-ubyte": idx_labels(30),
            "t10k-images-idx3-ubyte": idx_images(12), "t10k-labels-idx1-ubyte": idx_labels(12)}


def cifar_files():
    return {**{f"data_batch_{i}.bin": cifar_records(5) for i in range(1, 6)},
            "test_batch.bin": cifar_records(12)}


class Brought(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="pictures "))
        self.addCleanup(shutil.rmtree, self.folder)

    def write(self, name, files):
        folder = self.folder / name
        folder.mkdir()
        for file, content in files.items():
            (folder / file).write_bytes(content)
        return str(folder)

    def accepted(self, *arguments):
        out = self.folder / "out"
        done = run(*arguments, "--out", str(out))
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout, (out / "filters.csv").read_text()

    def refused(self, arguments, *words):
        """Nothing on stdout, no folder, one line on stderr that holds these words."""
        out = self.folder / "out"
        done = run(*arguments, "--out", str(out))
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertRegex(done.stderr, r"\A10-images: [^\n]+\n\Z")
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertFalse(out.exists())

    def broken(self, option, files, name, content, *words):
        with self.subTest(name=name, words=words):
            folder = self.write(f"broken{len(list(self.folder.iterdir()))}",
                                {**files, name: content})
            self.refused([option, folder], option, str(Path(folder) / name), *words)

    def test_mnist(self):
        printed, filters = self.accepted("--mnist", self.write("mnist", mnist_files()))
        self.assertRegex(printed, r"digit_samples +30 ")
        self.assertRegex(printed, r"digit_test +12 ")
        self.assertIn('"zeros, unit 1",28,28,', filters)

    def test_cifar(self):
        printed, filters = self.accepted("--cifar", self.write("cifar", cifar_files()))
        self.assertRegex(printed, r"digit_samples +25 ")
        self.assertRegex(printed, r"digit_test +12 ")
        self.assertIn('"zeros, unit 1",32,32,', filters)

    def test_no_more_than_wanted(self):
        for option, files in (("--mnist", mnist_files()), ("--cifar", cifar_files())):
            printed, _ = self.accepted("--pictures", "11", "--digit-samples", "13",
                                       option, self.write(option, files))
            self.assertRegex(printed, r"digit_samples +13 ")
            self.assertRegex(printed, r"digit_test +11 ")

    def test_more_digits_than_there_are(self):
        self.refused(["--digit-samples", "1791"], "digit_samples", "1790")

    def test_noise_is_not_trained_again(self):
        printed, _ = self.accepted("--mnist", self.write("mnist", mnist_files()))
        self.assertIn("real_he ", printed)
        self.assertNotIn("test_noise", printed)

    def test_the_other_names(self):
        dotted = {name.replace("-idx", ".idx"): content
                  for name, content in mnist_files().items()}
        printed, _ = self.accepted("--mnist", self.write("dotted", dotted))
        self.assertRegex(printed, r"digit_samples +30 ")

    def test_packed_files(self):
        for spelled in ("train-images-idx3-ubyte", "train-images.idx3-ubyte"):
            files = mnist_files()
            files[spelled + ".gz"] = files.pop("train-images-idx3-ubyte")
            self.refused(["--mnist", self.write(spelled, files)], "--mnist", spelled + ".gz",
                         "gunzip")

    def test_a_single_black_picture(self):
        single = {"train-images-idx3-ubyte": struct.pack(">IIII", 0x803, 1, 28, 28) + bytes(784),
                  "train-labels-idx1-ubyte": idx_labels(1)}
        self.accepted("--mnist", self.write("mnist", {**mnist_files(), **single}))

    def test_threads_do_not_show(self):
        mnist = self.write("mnist", mnist_files())
        printed = [run("--mnist", mnist, "--threads", count).stdout for count in "12"]
        self.assertEqual(*printed)

    def test_one_of_the_two(self):
        mnist = self.write("mnist", mnist_files())
        cifar = self.write("cifar", cifar_files())
        self.refused(["--cifar", cifar, "--mnist", mnist], "--cifar", "--mnist", "choose one")

    def test_broken_mnist(self):
        files = mnist_files()
        images, labels = "train-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
        self.broken("--mnist", files, images, b"\x1f\x8b" + files[images][2:],
                    "byte 0: the magic number")
        self.broken("--mnist", files, images, files[images][:-1], "must have 23536 bytes")
        self.broken("--mnist", files, images, b"", "ends too early")
        self.broken("--mnist", files, labels, files[labels][:-1] + b"\x0a",
                    "byte 19: a label must be from 0 to 9, got 10")
        self.broken("--mnist", files, labels, idx_labels(11), "one label per image, 12")

    def test_broken_cifar(self):
        files = cifar_files()
        self.broken("--cifar", files, "data_batch_3.bin", files["data_batch_3.bin"][:-1],
                    "byte 12292", "a row of records of 3073 bytes")
        self.broken("--cifar", files, "test_batch.bin", b"\x0a" + files["test_batch.bin"][1:],
                    "byte 0: a label must be from 0 to 9, got 10")

    def test_missing_files(self):
        files = mnist_files()
        del files["t10k-labels-idx1-ubyte"]
        folder = self.write("mnist", files)
        self.refused(["--mnist", folder], f"{folder}/t10k-labels-idx1-ubyte: there is no such file")
        self.refused(["--cifar", folder], f"{folder}/data_batch_1.bin: there is no such file")
        self.refused(["--cifar", str(self.folder / "none")], "there is no such file")


if __name__ == "__main__":
    unittest.main()
