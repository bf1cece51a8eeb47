namespace AutoGrad;
