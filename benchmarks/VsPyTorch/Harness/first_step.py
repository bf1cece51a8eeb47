"""The same as FirstStep/Program.cs: one training step of the Digits model in a fresh interpreter."""
import sys

import torch
from torch import nn
from torch.nn import functional as F


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(1, 24, 3, padding=1), nn.BatchNorm2d(24)
        self.conv2, self.norm2 = nn.Conv2d(24, 48, 3, padding=1), nn.BatchNorm2d(48)
        self.dropout = nn.Dropout(0.3)
        self.fc0, self.fc1 = nn.Linear(48 * 4, 96), nn.Linear(96, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.norm1(self.conv1(x))), 2)
        x = F.max_pool2d(F.relu(self.norm2(self.conv2(x))), 2)
        x = F.relu(self.fc0(x.flatten(1)))
        return self.fc1(self.dropout(x))


torch.set_num_threads(2)
net = Net()
if sys.argv[1:] == ["--check"]:
    with torch.no_grad():
        for parameter in net.parameters():
            parameter.copy_((torch.arange(parameter.numel(), dtype=torch.float32).sin() * 0.1).reshape(parameter.shape))
    net.dropout.eval()

x, y = torch.arange(48 * 64, dtype=torch.float32).cos().reshape(48, 1, 8, 8), torch.arange(48) % 10
optimizer = torch.optim.AdamW(net.parameters(), lr=4e-3, weight_decay=0.02)
optimizer.zero_grad(set_to_none=True)
loss = F.cross_entropy(net(x), y, label_smoothing=0.05)
loss.backward()
optimizer.step()
print(repr(loss.item()))
