namespace AutoGrad.NN;

public abstract partial class Module
{
    /// <summary>State that is saved and converted with the module but not trained, such as running statistics. PyTorch: Module.register_buffer.</summary>
    public sealed class Buffer
    {
        private Tensor _data;

        /// <summary>Wraps a tensor as a buffer.</summary>
        /// <param name="data">The initial value; shared, not copied.</param>
        /// <param name="persistent">Whether it belongs to the state dict. Default true.</param>
        public Buffer(Tensor data, bool persistent = true)
        {
            ArgumentNullException.ThrowIfNull(data);
            _data = data;
            Persistent = persistent;
        }

        /// <summary>The value; may be replaced.</summary>
        public Tensor Data
        {
            get => _data;
            set
            {
                ArgumentNullException.ThrowIfNull(value);
                _data = value;
            }
        }

        /// <summary>Whether it belongs to the state dict.</summary>
        public bool Persistent { get; }

        /// <summary>A buffer is used like its tensor.</summary>
        /// <param name="buffer">The buffer.</param>
        public static implicit operator Tensor(Buffer buffer) => Errors.Given(buffer).Data;

        /// <summary>A buffer takes part in computations as a constant.</summary>
        /// <param name="buffer">The buffer.</param>
        public static implicit operator Variable(Buffer buffer) => Errors.Given(buffer).Data;
    }
}
